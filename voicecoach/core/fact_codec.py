"""Facts as plain values: the form in which they are written down, and read again."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import Enum
from typing import Any, get_args, get_type_hints

from voicecoach.core.facts import Fact
from voicecoach.dataclass import dataclass

Plain = str | int | float | bool | None
"""Value of a field of a fact once it is written down."""


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact with its time, as it is stored and exported; its kind may be unknown here."""

    at_ms: int
    """Since the session began."""
    kind: str
    """The name of its class."""
    fields: Mapping[str, Plain]


def kept(at_ms: int, fact: Fact) -> StoredFact:
    """A fact of this session as plain values, its fields in their order."""
    return StoredFact(at_ms, type(fact).__name__, plain_fields(fact))


def plain_fields(fact: Fact) -> dict[str, Plain]:
    """The fields of a fact with the values of enums in place of the enums."""
    return {field.name: _plain(getattr(fact, field.name)) for field in fields(fact)}


def read_back(one: StoredFact) -> Fact | None:
    """The fact that was kept; None: another version of the program knew a fact like this.

    A field that was not known when the fact was kept has its default.
    """
    kind = _KINDS.get(one.kind)
    if kind is None:
        return None
    readers = _READERS[one.kind]
    try:
        values: dict[str, Any] = {
            name: readers[name](value) for name, value in one.fields.items() if name in readers
        }
        fact: Fact = kind(**values)
    except (TypeError, ValueError):
        return None
    return fact


def is_known(kind: str) -> bool:
    """True if this version has a fact of this name."""
    return kind in _KINDS


def _reader(hint: Any) -> Callable[[Plain], object]:
    """Conversion of a plain value to one of this type; it raises ValueError when it can't."""
    types = get_args(hint) or (hint,)
    members = {
        member.value: member
        for kind in types
        if issubclass(kind, Enum)
        for member in kind.__members__.values()
    }
    plain = frozenset(types) | ({int} if float in types else frozenset())

    def read(value: Plain) -> object:
        if type(value) in plain:
            return value
        if value in members:
            return members[value]
        raise ValueError(f"{value!r} is no {hint}")

    return read


_KINDS: Mapping[str, type[Any]] = {kind.__name__: kind for kind in get_args(Fact)}
_READERS: Mapping[str, Mapping[str, Callable[[Plain], object]]] = {
    name: {field: _reader(hint) for field, hint in get_type_hints(kind).items()}
    for name, kind in _KINDS.items()
}
"""By the name of the kind and of its field."""


def _plain(value: object) -> Plain:
    if isinstance(value, Enum):
        value = value.value
    assert value is None or isinstance(value, str | int | float), f"{value!r} is not plain"
    return value
