"""Turns a kind of counting into the units and cues of one set."""

from dataclasses import replace
from functools import lru_cache
from typing import assert_never

from voicecoach.core.durations import spoken_time
from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.timeline.lines import Role
from voicecoach.core.timeline.notes import with_notes
from voicecoach.core.timeline.steps import Cue, Place, Unit, Work
from voicecoach.core.timeline.time_calls import last_seconds, time_calls
from voicecoach.core.workout.amounts import amount_of, measure_of, with_amount
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import (
    Distance,
    Hold,
    Letters,
    Measure,
    OpenHold,
    Reps,
    Steps,
    TempoPhase,
    Timed,
    UserPaced,
)

SHORTEST_SPOKEN_PHASE_MS = 900
"""A tempo phase shorter than this gets a tick instead of its word."""
COUNT_LEAD_MS = 900
"""The number of a rep sounds this long before the rep ends, so that it does not touch the next."""
LONG_PART_MS = 30_000
"""A part of a rep from this length on is called with its time."""
SHORTEST_PHASE_WITH_COUNT_MS = 1600
"""A last tempo phase shorter than this has no room for its word beside the number."""
TURN_MS = 4000
"""Time to turn around at the end of the line."""
TIME_CALL_EVERY_MS = 10_000
"""Interval of the time calls in an open hold."""

LAST_ROUND_MS = 1800
"""Time from the words that the last round of the parts comes, to its beginning."""

_kept = lru_cache(maxsize=256)
"""All sets of an exercise have the same units, and a routine is compiled often to fit it to a
time."""


def work_for(place: Place) -> Work:
    """The work of one set, side and direction."""
    work = _work_for(place)
    notes = place.dosed.notes if place.dosed else ()
    return with_notes(work, notes) if notes else work


def _work_for(place: Place) -> Work:
    match place.exercise.counting:
        case Reps(count, tempo, open_ended):
            return _on_beat(place, _reps(count, tempo), open_ended=open_ended)
        case Steps(count, beat_ms, turn_every):
            return _on_beat(place, _steps(count, beat_ms, turn_every), phrase("work.go"))
        case Letters(first, last, beat_ms):
            return _on_beat(place, _letters(first, last, beat_ms))
        case Hold(duration_ms):
            return _timed(place, time_calls(duration_ms), duration_ms, phrase("work.hold"))
        case OpenHold(cap_ms):
            held = _timed(place, _open_hold_cues(cap_ms), cap_ms, phrase("work.hold"))
            return replace(held, open_ended=True)
        case Timed(duration_ms, parts=(_, *_) as parts):
            return _timed(place, _part_cues(duration_ms, parts), duration_ms)
        case Timed(duration_ms, areas):
            cues = (*_area_cues(duration_ms, areas), *time_calls(duration_ms))
            return _timed(place, cues, duration_ms)
        case UserPaced(_, cap_ms):
            return _tallied(place, cap_ms)
        case Distance(meters, cap_ms):
            way = _timed(place, last_seconds(cap_ms), cap_ms, phrase("work.go-tally"))
            return replace(way, target=float(meters), open_ended=True)
        case other:
            assert_never(other)


def circuit_work(places: tuple[Place, ...], limit_ms: int) -> Work:
    """Rounds of these sets at the user's own pace, as many as they can in this time."""
    cues = tuple(sorted(time_calls(limit_ms), key=lambda cue: cue.at_ms))
    unit = Unit(limit_ms, cues, counted=True, done_ms=limit_ms)
    return Work(
        Phase.TALLYING,
        places[0],
        (unit,),
        phrase("work.go-tally"),
        Measure.SECONDS,
        limit_ms / 1000,
        open_ended=False,
        on_beat=False,
        circuit=places,
    )


def _on_beat(
    place: Place, units: tuple[Unit, ...], go: Phrase | None = None, *, open_ended: bool = False
) -> Work:
    counting = place.exercise.counting
    measure, target = measure_of(counting), amount_of(counting)
    return Work(Phase.COUNTING, place, units, go, measure, target, open_ended, on_beat=True)


def _timed(place: Place, cues: tuple[Cue, ...], duration_ms: int, go: Phrase | None = None) -> Work:
    in_order = tuple(sorted(cues, key=lambda cue: cue.at_ms))
    unit = Unit(duration_ms, in_order, counted=True, done_ms=duration_ms)
    measure, target = measure_of(place.exercise.counting), duration_ms / 1000
    return Work(Phase.HOLDING, place, (unit,), go, measure, target, open_ended=False, on_beat=False)


def _tallied(place: Place, cap_ms: int) -> Work:
    unit = Unit(cap_ms, last_seconds(cap_ms), counted=True, done_ms=cap_ms)
    go = phrase("work.go-tally")
    counting = place.exercise.counting
    measure, target = measure_of(counting), amount_of(counting)
    return Work(Phase.TALLYING, place, (unit,), go, measure, target, open_ended=True, on_beat=False)


@_kept
def _reps(count: int, tempo: tuple[TempoPhase, ...]) -> tuple[Unit, ...]:
    return tuple(_rep(number, tempo, is_last=number == count) for number in range(1, count + 1))


def _rep(number: int, tempo: tuple[TempoPhase, ...], *, is_last: bool) -> Unit:
    cues = []
    begins_ms = 0
    for tempo_phase in tempo:
        spoken = tempo_phase.duration_ms >= SHORTEST_SPOKEN_PHASE_MS
        sound = _part_name(tempo_phase) if spoken else None
        cues.append(Cue(begins_ms, sound or Earcon.TICK, Rank.TEMPO))
        begins_ms += tempo_phase.duration_ms
    last_ms = tempo[-1].duration_ms
    crowded = last_ms < SHORTEST_PHASE_WITH_COUNT_MS and len(tempo) > 1
    lead_ms = last_ms if crowded else min(COUNT_LEAD_MS, last_ms // 2)
    if crowded:
        cues.pop()
    count = _count(begins_ms - lead_ms, number, is_last=is_last)
    return Unit(begins_ms, (*cues, count), counted=True, done_ms=count.at_ms)


def _part_name(part: TempoPhase) -> Phrase:
    """The word of a part, which is not a sentence; of a long one, its time as well."""
    word = part.word.capitalize()
    if part.duration_ms < LONG_PART_MS:
        return phrase("verbatim", text=word)
    return phrase("work.long-part", word=f"{word}.", time=(spoken_time(part.duration_ms // 1000),))


def _count(at_ms: int, number: int, *, is_last: bool) -> Cue:
    words = phrase("count-last" if is_last else "count", n=number)
    return Cue(at_ms, words, Rank.COUNT, label=str(number))


@_kept
def _steps(count: int, beat_ms: int, turn_every: int | None) -> tuple[Unit, ...]:
    units = []
    for number in range(1, count + 1):
        cue = _count(beat_ms, number, is_last=number == count)
        units.append(Unit(beat_ms, (cue,), counted=True, done_ms=beat_ms))
        if turn_every and number % turn_every == 0 and number < count:
            turn = Cue(COUNT_LEAD_MS, phrase("work.turn"), Rank.CALL)
            go = Cue(TURN_MS, Earcon.GO, Rank.CALL)
            units.append(Unit(TURN_MS, (turn, go), counted=False, done_ms=TURN_MS))
    return tuple(units)


@_kept
def _letters(first: str, last: str, beat_ms: int) -> tuple[Unit, ...]:
    codes = range(ord(first), ord(last) + 1)
    return tuple(_letter(chr(code), beat_ms, is_last=code == ord(last)) for code in codes)


def _letter(letter: str, beat_ms: int, *, is_last: bool) -> Unit:
    name = letter.upper()
    words = phrase("letter-last" if is_last else "letter", letter=name)
    cue = Cue(0, words, Rank.COUNT, label=name)
    return Unit(beat_ms, (cue,), counted=True, done_ms=beat_ms)


@_kept
def _open_hold_cues(cap_ms: int) -> tuple[Cue, ...]:
    times_ms = range(TIME_CALL_EVERY_MS, cap_ms - 5000, TIME_CALL_EVERY_MS)
    calls = (
        Cue(
            at_ms,
            phrase("work.seconds", n=at_ms // 1000),
            Rank.CALL,
            role=None if number % 2 == 0 else Role.TIME_BETWEEN,
        )
        for number, at_ms in enumerate(times_ms, start=1)
    )
    return (*calls, *last_seconds(cap_ms))


@_kept
def _area_cues(duration_ms: int, areas: tuple[str, ...]) -> tuple[Cue, ...]:
    part_ms = duration_ms // max(1, len(areas))
    return tuple(
        Cue(index * part_ms, phrase("work.area", area=area), Rank.CALL)
        for index, area in enumerate(areas)
    )


@_kept
def _part_cues(duration_ms: int, parts: tuple[TempoPhase, ...]) -> tuple[Cue, ...]:
    """The parts at their times, over and over; the last round is told."""
    cues: list[Cue] = []
    begins_ms, round_ms = 0, sum(part.duration_ms for part in parts)
    while begins_ms < duration_ms:
        for part in parts:
            words = phrase("verbatim", text=sentence_of(part.word))
            cues.append(Cue(begins_ms, words, Rank.TEMPO))
            begins_ms += part.duration_ms
        if begins_ms == duration_ms - round_ms and begins_ms:
            cues.append(Cue(begins_ms - LAST_ROUND_MS, phrase("work.last-round"), Rank.CALL))
    return tuple(cue for cue in cues if cue.at_ms < duration_ms)


def sentence_of(words: str) -> str:
    """Words as a sentence of their own."""
    whole = words[0].upper() + words[1:]
    return whole if whole[-1] in ".!?" else f"{whole}."


def shortened(work: Work, amount: int) -> Work | None:
    """The same work, over after this amount of its measure; its target stays as it is.

    None: it goes at the user's own pace, and only they end it.
    """
    if work.circuit:
        return None
    if amount >= work.target:
        return work
    if work.phase is Phase.TALLYING:
        return None
    if work.on_beat:
        counted = [index for index, unit in enumerate(work.units) if unit.counted]
        return replace(work, units=work.units[: counted[amount - 1] + 1])
    return replace(work, units=_with_target(work, amount).units)


def extended(work: Work, more: int) -> Work | None:
    """The same work with this much more of its measure; None: it can't be extended."""
    if work.slot or work.circuit or not kind_of(work.place.exercise.counting).gains_mid_set:
        return None
    longer = _with_target(work, amount_laid_out(work) + more)
    return replace(longer, target=max(longer.target, work.target))


def amount_laid_out(work: Work) -> int:
    """Amount with which the work ends by itself; its target may be more, or less."""
    return sum(unit.counted for unit in work.units) if work.on_beat else _seconds(work)


def _seconds(work: Work) -> int:
    return round(work.units[0].duration_ms / 1000)


def _with_target(work: Work, amount: int) -> Work:
    exercise = work.place.exercise
    counting = with_amount(exercise.counting, amount)
    place = replace(work.place, exercise=replace(exercise, counting=counting))
    return replace(
        work_for(place),
        place=work.place,
        go=work.go,
        technique=work.technique,
        turn=work.turn,
        slot=work.slot,
    )
