"""What is said where a section, a block or a round begins."""

from collections.abc import Iterator

from voicecoach.core.phrases import phrase, verbatim
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.timeline.visits import Visit


def opening_lines(visit: Visit) -> tuple[Line, ...]:
    """What is said before an exercise with which a section, a block or a round begins."""
    return (*_block_lines(visit), *_round_lines(visit))


def _block_lines(visit: Visit) -> Iterator[Line]:
    block, rounds = visit.begins, visit.place.rounds
    if visit.section:
        yield Line(phrase(f"section.{visit.section.value}"), Role.SECTION)
    if block is None:
        return
    if block.name:
        yield Line(phrase("block.name", name=block.name), Role.BLOCK)
    if rounds > 1:
        is_alone = visit.exercises == 1
        of_all = phrase("block.rounds-of", n=rounds, exercises=visit.exercises)
        yield Line(phrase("block.rounds", n=rounds) if is_alone else of_all, Role.BLOCK)
    if block.note:
        yield Line(verbatim(block.note), Role.NOTE)


def _round_lines(visit: Visit) -> Iterator[Line]:
    if visit.begins_round:
        number, total = visit.place.set_number, visit.place.rounds
        words = phrase("round.begin", number=number, total=total)
        yield Line(phrase("round.last") if number == total else words, Role.SET)
