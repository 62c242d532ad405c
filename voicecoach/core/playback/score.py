"""Score: the cues of a step, laid out on the session's clock."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from voicecoach.core.effects import ON_THE_VOWEL, Earcon, Rank
from voicecoach.core.phrases import phrase
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.announcing import WARNING_MS, gate_reminder
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.timeline.pauses import pause_ms
from voicecoach.core.timeline.steps import LEAD_IN_MS, Break, Cue, Talk, Unit, Work
from voicecoach.core.timeline.waits import BREAK_QUESTION_MS, REMINDER_MS
from voicecoach.dataclass import dataclass

AFTER_WORK_MS = 900
"""Time for the last number and the closing earcon, before anything else is said."""
BREATH_MS = 3000
"""Least silence between the words of a rest and the announcement that follows."""
LEAST_REMAINING_MS = 3000
"""Time that is left at least of a break that goes on after a pause."""
TEN_SECONDS_CALL_FROM_MS = 25_000
"""A break at least this long gets a call ten seconds before its end."""
_FIRST_COUNT = phrase("count", n=3)
"""The word with which a lead-in begins."""


@dataclass(frozen=True, slots=True)
class Score:
    """Cues of a step at their times, and its end."""

    cues: tuple[Cue, ...]
    """In the order in which they begin, on the session's clock."""
    end_ms: int | None
    """Time at which it is over; None: it never ends by itself."""
    unit_ends_ms: tuple[int, ...] = ()
    """Work: end of each of its units, from the first one laid out."""
    unit_done_ms: tuple[int, ...] = ()
    """Work: time from which each of these units counts as done."""
    began_ms: int = 0
    """Time at which it began or would have begun, pauses and lead-in left out."""
    zero_ms: int | None = None
    """Time at which the clock of its block began; None: it is on no clock."""


def score_talk(talk: Talk, *, from_line: int, start_ms: int, timing: SpeechTiming) -> Score:
    """The lines of a talk in a row, from this one on."""
    cues, said_ms = in_a_row(talk.lines[from_line:], start_ms, timing)
    end_ms = None if talk.wait_ms is None else said_ms + talk.wait_ms
    if reminder := gate_reminder(talk):
        at_ms = said_ms + REMINDER_MS if end_ms is None else end_ms - WARNING_MS
        cues = (*cues, Cue(at_ms, reminder, Rank.CALL))
    return Score(cues, end_ms)


def score_break(pause: Break, *, start_ms: int, timing: SpeechTiming) -> Score:
    """A rest or a change of side; it is stretched when its words need more time."""
    ahead = () if pause.leads_to_talk else pause.ahead
    question = (pause.question,) if pause.question else ()
    cues, said_ms = in_a_row((*pause.opening, *ahead, *question), start_ms, timing)
    silence_ms = BREAK_QUESTION_MS if question else BREATH_MS if pause.leads_to_talk and cues else 0
    end_ms = max(start_ms + pause.duration_ms, said_ms + silence_ms)
    return Score(led((*cues, *_end_of_break(pause, end_ms)), timing), end_ms, began_ms=start_ms)


def score_remaining_break(pause: Break, *, start_ms: int, remaining_ms: int) -> Score:
    """The rest of a break after a pause: its words were said, only its time counts."""
    end_ms = start_ms + max(remaining_ms, LEAST_REMAINING_MS)
    upcoming = tuple(cue for cue in _end_of_break(pause, end_ms) if cue.begins_ms >= start_ms)
    return Score(upcoming, end_ms, began_ms=start_ms)


def _end_of_break(pause: Break, end_ms: int) -> tuple[Cue, ...]:
    if pause.leads_to_talk:
        return ()
    return seconds_left_call(pause, end_ms + LEAD_IN_MS)


def seconds_left_call(pause: Break, work_ms: int) -> tuple[Cue, ...]:
    """The call ten seconds before the work begins, in a break that is long enough for one."""
    if pause.duration_ms < TEN_SECONDS_CALL_FROM_MS:
        return ()
    at_ms = work_ms - 10_000
    return (Cue(at_ms, phrase("rest.seconds-left", n=10), Rank.CALL, role=Role.TIME_LEFT),)


def score_work(
    work: Work,
    *,
    from_unit: int,
    into_ms: int,
    start_ms: int,
    speed: float,
    lead_in: bool,
    begins: bool = False,
    timing: SpeechTiming,
) -> Score:
    """One set from this unit on, or (for a time) from this moment into it.

    `start_ms` is where the lead-in begins to sound, or without one the work itself, of which the
    sound is heard only if it `begins` here. Positions are
    rounded from exact sums, so that an odd speed never adds up to a drift. Speed changes the beat,
    not the time it takes to turn round.
    """
    zero_ms = start_ms + (lead_in_ms(timing) if lead_in else 0)
    cues: list[Cue] = list(countdown(zero_ms - LEAD_IN_MS)) if lead_in else []
    if (lead_in or begins) and work.units[from_unit].counted:
        cues += _go(work, zero_ms)
    ends_ms: list[int] = []
    done_ms: list[int] = []
    begins_ms: float = -into_ms
    for index, unit in enumerate(work.units[from_unit:], start=from_unit):
        scale = _scale(work, unit, speed)
        cues += [
            replace(cue, at_ms=zero_ms + round(begins_ms + cue.at_ms * scale), unit=index)
            for cue in unit.cues
            if begins_ms + cue.at_ms * scale >= 0
        ]
        done_ms.append(zero_ms + round(begins_ms + unit.done_ms * scale))
        begins_ms += unit.duration_ms * scale
        ends_ms.append(zero_ms + round(begins_ms))
    last = len(work.units) - 1
    cues.append(Cue(ends_ms[-1], Earcon.OVER, Rank.CALL, unit=last))
    return Score(
        led(cues, timing),
        ends_ms[-1] + AFTER_WORK_MS,
        tuple(ends_ms),
        tuple(done_ms),
        began_ms=zero_ms - into_ms,
    )


def lead_in_ms(timing: SpeechTiming) -> int:
    """Time from the countdown to the work."""
    return timing.lead_ms(_FIRST_COUNT) + LEAD_IN_MS


def whole_work_ms(work: Work, speed: float, units: int | None = None) -> int:
    """Duration of so many units of a set (None: of all), without lead-in and closing silence."""
    of = work.units[:units]
    return round(sum(unit.duration_ms * _scale(work, unit, speed) for unit in of))


def _scale(work: Work, unit: Unit, speed: float) -> float:
    return 1 / speed if work.on_beat and unit.counted else 1.0


def led(cues: Iterable[Cue], timing: SpeechTiming) -> tuple[Cue, ...]:
    """The cues in the order in which they begin, which is ahead of a time that means a vowel."""
    return in_order(
        replace(cue, lead_ms=timing.lead_ms(cue.sound)) if cue.rank in ON_THE_VOWEL else cue
        for cue in cues
    )


def in_order(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """The cues in the order in which they begin."""
    return tuple(sorted(cues, key=lambda cue: cue.begins_ms))


def countdown(start_ms: int) -> tuple[Cue, ...]:
    """Three, two, one, from this time on."""
    return tuple(
        Cue(start_ms + 1000 * (3 - left), phrase("count", n=left), Rank.COUNT) for left in (3, 2, 1)
    )


def _go(work: Work, zero_ms: int) -> tuple[Cue, ...]:
    earcon = Cue(zero_ms, Earcon.GO, Rank.CALL)
    return (earcon, Cue(zero_ms, work.go, Rank.CALL)) if work.go else (earcon,)


def in_a_row(
    lines: Sequence[Line], start_ms: int, timing: SpeechTiming
) -> tuple[tuple[Cue, ...], int]:
    """The cues of lines that are said one after the other, and the end of the last pause."""
    cues = []
    at_ms = start_ms
    for line, following in zip_longest(lines, lines[1:]):
        cues.append(Cue(at_ms, line.phrase, Rank.TALK))
        at_ms += timing.length_ms(line.phrase)
        at_ms += pause_ms(line.role, following.role if following else None)
    return tuple(cues), at_ms


def splice(
    old: Score, new: Score, *, units: int, first_new: int, sounded: int, now_ms: int
) -> Score:
    """The old score for its first `units` units, then the new one.

    `first_new` is the index of the first unit of the new score in its work. Words fitted in between
    the cues of the old score are left out, unless they are among the first `sounded`.
    """
    kept = _kept(old, first_new, sounded)
    # A cue that begins ahead of its time may have begun already, or have to begin at once.
    begun = {(cue.at_ms, cue.sound) for cue in old.cues[:sounded]}
    to_come = (
        replace(cue, lead_ms=min(cue.lead_ms, cue.at_ms - now_ms))
        for cue in new.cues
        if (cue.at_ms, cue.sound) not in begun
    )
    return Score(
        (*kept, *to_come),
        new.end_ms,
        (*old.unit_ends_ms[:units], *new.unit_ends_ms),
        (*old.unit_done_ms[:units], *new.unit_done_ms),
        old.began_ms,
    )


def cut(old: Score, *, units: int, first_left: int, sounded: int) -> Score:
    """The old score, ended after its first `units` units.

    `first_left` is the index of the first unit in its work that is left out.
    """
    over = Cue(old.unit_ends_ms[units - 1], Earcon.OVER, Rank.CALL, unit=first_left - 1)
    return Score(
        in_order((*_kept(old, first_left, sounded), over)),
        over.at_ms + AFTER_WORK_MS,
        old.unit_ends_ms[:units],
        old.unit_done_ms[:units],
        old.began_ms,
    )


def _kept(old: Score, first_left: int, sounded: int) -> list[Cue]:
    """Cues that were sounded, and those to come of the lead-in and the units before this one."""
    return [
        cue
        for index, cue in enumerate(old.cues)
        if index < sounded
        or (
            cue.rank not in (Rank.ANSWER, Rank.COACHING)
            and cue.sound is not Earcon.OVER
            and (cue.unit is None or cue.unit < first_left)
        )
    ]
