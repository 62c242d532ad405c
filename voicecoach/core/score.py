"""Cues laid out on the session's clock: what will sound when, and where there is room for more."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.steps import Break, Cue, Talk, Work
from voicecoach.core.timeline import LEAD_IN_MS

LengthOf = Callable[[Phrase], int]
"""How long a phrase lasts, in milliseconds."""

PAUSE_BETWEEN_LINES_MS = 250
EARCON_MS = 200
"""Room kept for an earcon."""
AFTER_WORK_MS = 900
"""Time for the last number and the closing earcon, before anything else is said."""
TEN_SECONDS_CALL_FROM_MS = 25_000
"""A break at least this long gets a call ten seconds before its end."""
ROOM_ROUND_SPEECH_MS = 150
"""Silence kept on both sides of what is dropped in between cues."""


@dataclass(frozen=True, slots=True)
class Score:
    """What sounds when, and when it is over."""

    cues: tuple[Cue, ...]
    """In order of time, on the session's clock."""
    end_ms: int | None
    """None: it never ends by itself."""
    unit_ends_ms: tuple[int, ...] = ()
    """For work: when each of its units, from the first one laid out, is over."""
    began_ms: int = 0
    """For work: when it began or would have begun, pauses and lead-in left out."""


def sound_length_ms(sound: Phrase | Earcon, length_of: LengthOf) -> int:
    """How long a cue keeps others away."""
    return length_of(sound) if isinstance(sound, Phrase) else EARCON_MS


def score_talk(talk: Talk, *, from_line: int, start_ms: int, length_of: LengthOf) -> Score:
    """The lines of a talk in a row, from this one on."""
    cues, end_ms = _in_a_row(talk.lines[from_line:], start_ms, length_of)
    return Score(cues, None if talk.wait_ms is None else end_ms + talk.wait_ms)


def score_break(pause: Break, *, start_ms: int, length_of: LengthOf) -> Score:
    """A rest or a change of side; it is stretched when its words need more time."""
    cues, end_ms = _in_a_row(pause.lines, start_ms, length_of)
    tail_ms = LEAD_IN_MS if pause.countdown else 0
    end_ms = max(start_ms + pause.duration_ms, end_ms + tail_ms)
    return Score((*cues, *_end_of_break(pause, end_ms)), end_ms)


def score_remaining_break(pause: Break, *, start_ms: int, remaining_ms: int) -> Score:
    """What is left of a break after a pause: its words were said, only the time counts."""
    end_ms = start_ms + max(remaining_ms, LEAD_IN_MS)
    return Score(_end_of_break(pause, end_ms), end_ms)


def _end_of_break(pause: Break, end_ms: int) -> tuple[Cue, ...]:
    ends_by_itself_ms = end_ms if pause.countdown else end_ms + LEAD_IN_MS
    call = Cue(ends_by_itself_ms - 10_000, phrase("rest.seconds-left", n=10), Rank.CALL)
    calls = (call,) if pause.duration_ms >= TEN_SECONDS_CALL_FROM_MS else ()
    return (*calls, *(_countdown(end_ms - LEAD_IN_MS) if pause.countdown else ()))


def score_work(
    work: Work,
    *,
    from_unit: int,
    into_ms: int,
    start_ms: int,
    speed: float,
    lead_in: bool,
) -> Score:
    """One set from this unit on, or (for a time) from this moment into it.

    `start_ms` is where the lead-in begins, or without one the work itself. Positions are rounded
    from exact sums, so that an odd speed never adds up to a drift.
    """
    zero_ms = start_ms + (LEAD_IN_MS if lead_in else 0)
    cues: list[Cue] = []
    if lead_in:
        cues += [*_countdown(start_ms), *_go(work, zero_ms)]
    scale = 1 / speed if work.on_beat else 1.0
    ends_ms: list[int] = []
    begins_ms = -into_ms
    for index, unit in enumerate(work.units[from_unit:], start=from_unit):
        origin_ms = begins_ms
        cues += [
            replace(cue, at_ms=zero_ms + round((origin_ms + cue.at_ms) * scale), unit=index)
            for cue in unit.cues
            if origin_ms + cue.at_ms >= 0
        ]
        begins_ms += unit.duration_ms
        ends_ms.append(zero_ms + round(begins_ms * scale))
    last = len(work.units) - 1
    cues.append(Cue(ends_ms[-1], Earcon.OVER, Rank.CALL, unit=last))
    return Score(
        tuple(sorted(cues, key=lambda cue: cue.at_ms)),
        ends_ms[-1] + AFTER_WORK_MS,
        tuple(ends_ms),
        began_ms=zero_ms - into_ms,
    )


def _countdown(start_ms: int) -> tuple[Cue, ...]:
    return tuple(
        Cue(start_ms + 1000 * (3 - left), phrase("count", n=left), Rank.COUNT) for left in (3, 2, 1)
    )


def _go(work: Work, zero_ms: int) -> tuple[Cue, ...]:
    earcon = Cue(zero_ms, Earcon.GO, Rank.CALL)
    return (earcon, Cue(zero_ms, work.go, Rank.CALL)) if work.go else (earcon,)


def _in_a_row(
    lines: Iterable[Phrase], start_ms: int, length_of: LengthOf
) -> tuple[tuple[Cue, ...], int]:
    cues = []
    at_ms = start_ms
    for line in lines:
        cues.append(Cue(at_ms, line, Rank.TALK))
        at_ms += length_of(line) + PAUSE_BETWEEN_LINES_MS
    return tuple(cues), at_ms


def find_room(
    cues: Sequence[Cue], *, after_ms: int, before_ms: int, length_ms: int, length_of: LengthOf
) -> int | None:
    """The first moment at which so much speech touches none of these cues; None: there is none."""
    at_ms = after_ms
    needed_ms = length_ms + ROOM_ROUND_SPEECH_MS
    for cue in cues:
        cue_end_ms = cue.at_ms + sound_length_ms(cue.sound, length_of)
        if cue_end_ms + ROOM_ROUND_SPEECH_MS <= at_ms:
            continue
        if cue.at_ms >= at_ms + needed_ms:
            break
        at_ms = max(at_ms, cue_end_ms + ROOM_ROUND_SPEECH_MS)
    return at_ms if at_ms + needed_ms <= before_ms else None


def insert_cue(score: Score, cue: Cue) -> Score:
    """The same score with one more cue at its place in time."""
    cues = sorted((*score.cues, cue), key=lambda one: one.at_ms)
    return replace(score, cues=tuple(cues))


def displace(
    score: Score, *, from_ms: int, until_ms: int, ranks: frozenset[Rank], keep_first: int = 0
) -> Score:
    """The same score without the cues of these ranks that begin during this stretch.

    The first `keep_first` cues stay in any case: they have been sounded.
    """
    kept = (
        cue
        for index, cue in enumerate(score.cues)
        if index < keep_first or cue.rank not in ranks or not from_ms <= cue.at_ms < until_ms
    )
    return replace(score, cues=tuple(kept))


def drop_in(score: Score, reminders: Sequence[Phrase], *, length_of: LengthOf) -> Score:
    """The same work with a few reminders between its cues, where they touch nothing.

    One for about every twenty seconds, spread evenly, never in the first quarter.
    """
    if score.end_ms is None or not reminders:
        return score
    span_ms = score.end_ms - score.began_ms
    wanted = min(len(reminders), span_ms // 20_000)
    for index in range(wanted):
        share = 0.25 + 0.7 * index / wanted
        length_ms = length_of(reminders[index])
        at_ms = find_room(
            score.cues,
            after_ms=score.began_ms + round(span_ms * share),
            before_ms=score.end_ms,
            length_ms=length_ms,
            length_of=length_of,
        )
        if at_ms is not None:
            score = insert_cue(score, Cue(at_ms, reminders[index], Rank.COACHING))
    return score
