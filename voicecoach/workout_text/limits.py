"""The ranges of what a routine file can hold, so that whatever is understood can be written."""

from voicecoach.workout_text.amounts import UnclearError
from voicecoach.workout_text.tree import Block, Dose, Kind

MOST_BLOCKS = 200
MOST_ITEMS = 40
"""Of a block."""
MOST_EXERCISES = 400
"""Of a text."""
MOST_SETS = 20
MOST_ROUNDS = 100
MOST_COUNT = 100
LONGEST_S = 3600.0
LONGEST_PART_S = 60.0
"""Of a repetition."""
LONGEST_REST_S = 600.0
MOST_METRES = 50_000.0
MOST_KILOGRAMS = 500.0


def in_limits(dose: Dose) -> None:
    """Raises UnclearError if a part of the dose is out of its range."""
    _within("sets", dose.sets, 1, MOST_SETS)
    for count in dose.counts:
        _within("repetitions", count, 1, MOST_COUNT)
    _within("rounds of a ladder", len(dose.counts) or None, 1, MOST_ROUNDS)
    _within("seconds", dose.time_s, 1, LONGEST_S)
    _within("seconds of a hold", dose.hold_s, 1, LONGEST_PART_S)
    _within("meters", dose.meters, 1, MOST_METRES)
    _within("kilograms", dose.kilograms, 0.5, MOST_KILOGRAMS)
    for rest_s in (dose.rest_s, dose.set_rest_s):
        rest_in_limits(rest_s)


def rest_in_limits(rest_s: float | None) -> None:
    """Raises UnclearError if a rest is out of its range."""
    _within("seconds of rest", rest_s, 0, LONGEST_REST_S)


def rounds_in_limits(rounds: int | None) -> None:
    """Raises UnclearError if there are too many rounds, or none."""
    _within("rounds", rounds, 1, MOST_ROUNDS)


def clock_in_limits(block: Block) -> None:
    """Raises UnclearError if a time of a clocked block is out of its range."""
    _within("seconds of work", block.work_s, 3, LONGEST_S)
    _within("seconds each", block.period_s, 5, LONGEST_S)
    if block.kind is Kind.AMRAP:
        _within("seconds", block.total_s, 10, 2 * LONGEST_S)


def _within(what: str, value: float | None, least: float, most: float) -> None:
    if value is not None and not least <= value <= most:
        raise UnclearError(f"{value:g} {what}: expected {least:g} to {most:g}")
