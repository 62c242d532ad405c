"""Lines at the beginning of a section, a block or a round."""

from collections.abc import Iterator

from voicecoach.core.durations import spoken_time
from voicecoach.core.phrases import Phrase, phrase, verbatim
from voicecoach.core.timeline.lines import Line, Role, in_role
from voicecoach.core.timeline.steps import Place
from voicecoach.core.timeline.visits import Visit
from voicecoach.core.workout.amounts import measure_of, set_ms
from voicecoach.core.workout.block import AsManyRounds, BlockKind, OnTheClock
from voicecoach.core.workout.exercise import Measure

_MINUTE_MS = 60_000


def opening_lines(visit: Visit) -> tuple[Line, ...]:
    """Lines before an exercise with which a section, a block or a round begins."""
    return (*_block_lines(visit), *_round_lines(visit))


def _block_lines(visit: Visit) -> Iterator[Line]:
    block = visit.begins
    if visit.section:
        yield Line(phrase(f"section.{visit.section.value}"), Role.SECTION)
    if block is None:
        return
    if block.name:
        yield Line(phrase("block.name", name=block.name), Role.BLOCK)
    yield from in_role(Role.BLOCK, _dose_phrases(visit, block.kind))
    if isinstance(block.kind, AsManyRounds):
        yield Line(phrase("block.count"), Role.ENDING)
    if block.note:
        yield Line(verbatim(block.note), Role.NOTE)


def _dose_phrases(visit: Visit, kind: BlockKind) -> Iterator[Phrase]:
    """The rounds of a block and their times."""
    rounds = visit.place.rounds
    if isinstance(kind, AsManyRounds):
        yield phrase("block.as-many", time=_time(kind.limit_ms))
        return
    if rounds > 1:
        of_all = phrase("block.rounds-of", n=rounds, exercises=visit.exercises)
        yield phrase("block.rounds", n=rounds) if visit.exercises == 1 else of_all
    if isinstance(kind, OnTheClock) and visit.item.period_ms:
        work_ms = set_ms(visit.place.exercise.counting)
        rest_ms = visit.item.period_ms - work_ms
        if measure_of(visit.place.exercise.counting) is not Measure.SECONDS:
            every = phrase("block.every", time=_time(visit.item.period_ms))
            is_minute = visit.item.period_ms == _MINUTE_MS
            yield phrase("block.every-minute") if is_minute else every
        elif rest_ms > 0:
            yield phrase("block.intervals", work=_time(work_ms), rest=_time(rest_ms))


def _time(duration_ms: int) -> tuple[Phrase, ...]:
    return (spoken_time(round(duration_ms / 1000)),)


def _round_lines(visit: Visit) -> Iterator[Line]:
    if visit.begins_round:
        yield round_line(visit.place)


def round_line(place: Place) -> Line:
    """The round that begins."""
    if place.set_number == place.rounds:
        return Line(phrase("round.last"), Role.SET)
    words = phrase("round.begin", number=place.set_number, total=place.rounds)
    return Line(words, Role.SET)
