"""The ranges of everything in the history, for imports, salvage and reading alike.

They are far wider than any workout, and narrow enough for whatever reads them: calendars, FIT's
integers, and dates.
"""

from collections.abc import Mapping
from typing import Any

from voicecoach.core.fact_codec import Plain, StoredFact, is_known, read_back
from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.printable import is_printable

FIRST_MS = 0
LAST_MS = 4_102_444_800_000
"""Times are between 1970 and 2100, UTC."""
MOST_OFFSET_S = 86_399
"""Offset of a clock from UTC; a time zone of a whole day is not a time zone (datetime.timezone)."""
MOST_MS = 366 * 86_400_000
"""Length of a session, and any time within one."""
MOST_AMOUNT = 100_000
"""Of a set, in any measure: more than a day of seconds."""
MOST_SETS = 10_000
LONGEST_NAME = 200
"""Characters of a routine, an exercise, or a kind of fact."""
LONGEST_TEXT = 10_000
"""Characters of any other text."""
MOST_FIELDS = 100

NUMBERS: Mapping[str, tuple[float, float]] = {
    "amount": (0, MOST_AMOUNT),
    "target": (0, MOST_AMOUNT),
    "level": (0, 10),
    "minutes": (0, 10_000),
    "item": (0, MOST_SETS),
    "set_number": (1, MOST_SETS),
    "sets": (0, MOST_SETS),
    "sets_left": (0, MOST_SETS),
    "rung": (-1000, 1000),
    "tempo": (0.01, 100),
    "factor": (0.01, 100),
    "gain_db": (-200, 200),
    "active_ms": (0, MOST_MS),
    "began_ms": (-(2**53), 2**53),
}
"""The ranges of the fields of facts, by their names; any other number has that of `began_ms`."""
LINES = frozenset({"reason", "words"})
"""Fields that may hold several lines, such as the message of a device."""

SIDES = tuple(side.value for side in Side)
MEASURES = tuple(measure.value for measure in Measure)


def flaw_of(fact: StoredFact) -> str | None:
    """Fault of a fact, for an error message; None: it is sound."""
    if not _is_between(fact.at_ms, (0, MOST_MS)):
        return "at_ms is out of range"
    if not (0 < len(fact.kind) <= LONGEST_NAME and is_printable(fact.kind)):
        return "kind is not a name"
    if len(fact.fields) > MOST_FIELDS:
        return "too many fields"
    # Most facts of a history have the same content as an earlier one.
    try:
        content = (fact.kind, *fact.fields.items(), *map(type, fact.fields.values()))
        if content in _SOUND:
            return None
    except TypeError:
        return "a field is not a single value"
    flaw = _flaw_of_fields(fact)
    if flaw is None and len(_SOUND) < _MOST_SOUND:
        _SOUND.add(content)
    return flaw


def _flaw_of_fields(fact: StoredFact) -> str | None:
    for name, value in fact.fields.items():
        if len(name) > LONGEST_NAME or not is_printable(name):
            return "a field has no proper name"
        if flaw := _flaw_of_field(name, value):
            return f"{name} {flaw}"
    if is_known(fact.kind) and read_back(fact) is None:
        return f"the fields do not fit a {fact.kind}"
    return None


def _flaw_of_field(name: str, value: Plain) -> str | None:
    if value is None or value is True or value is False:
        return None
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT or (name not in LINES and len(value) > LONGEST_NAME):
            return "is too long"
        is_shown = is_printable(value, in_lines=name in LINES)
        return None if is_shown else "has a control character"
    if not isinstance(value, int | float):
        return "is not a single value"
    return None if _is_between(value, NUMBERS.get(name, _ANY)) else "is out of range"


def _is_between(value: Any, limits: tuple[float, float]) -> bool:
    """True for a number in this range; never for NaN."""
    return isinstance(value, int | float) and limits[0] <= value <= limits[1]


_ANY = NUMBERS["began_ms"]
_MOST_SOUND = 1 << 16
_SOUND: set[tuple[object, ...]] = set()
"""Kinds and fields that were found sound, with the types of the fields (1 equals True)."""
