"""The standard library's dataclasses, made in a third of the time.

A session needs two hundred of them before its first word. `dataclasses` (CPython 3.11) writes the
source of six functions for each immutable one and compiles each of them, half a millisecond in all,
a quarter of what all imports take. Here only `__init__` is compiled, for its parameters, and that
when the first object is made.
"""

import dataclasses
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

_set = object.__setattr__
_NOT_GIVEN = object()
_UNSAID: object = dataclasses.MISSING


def _immutable(kind: type, *, eq: bool = True) -> Any:
    """The class as `dataclasses.dataclass(frozen=True, slots=True, eq=eq)` would return it."""
    if not _is_plain(kind):
        return dataclasses.dataclass(frozen=True, slots=True, eq=eq)(kind)
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(kind)
    parts = dataclasses.fields(made)
    values = _values_of(tuple(part.name for part in parts))
    methods: dict[str, object] = {
        "__init__": _first_initializer(made, parts),
        "__repr__": _shown,
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__getstate__": lambda self: values(self),  # an attrgetter is no method
        "__setstate__": _restore,
    }
    if eq:
        methods |= {"__eq__": _equality(values), "__hash__": lambda self: hash(values(self))}
    for name, method in methods.items():
        if name not in kind.__dict__:
            setattr(made, name, method)
    return made


def _is_plain(kind: type) -> bool:
    """True if nothing about the class asks for more than is done here."""
    given = [part for part in vars(kind).values() if isinstance(part, dataclasses.Field)]
    return not hasattr(kind, "__post_init__") and all(
        part.init and part.repr and part.compare and part.hash is None and part.kw_only is _UNSAID
        for part in given
    )


def _values_of(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    """A function that returns the attributes of an object with these names."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple([getattr(self, name) for name in names])


def _first_initializer(made: Any, parts: tuple[dataclasses.Field[Any], ...]) -> object:
    """The method `__init__` until the first object is made, when it gives way to the final one."""

    def initialize(self: object, *values: object, **others: object) -> None:
        final = made.__init__ = _initializer(made, parts)
        final(self, *values, **others)

    return initialize


def _initializer(made: type, parts: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """The method `__init__` of a class with these fields."""
    names: dict[str, object] = {"_set": _set, "_not_given": _NOT_GIVEN}
    parameters, lines = ["self"], ["pass"]
    for part in parts:
        name = value = part.name
        if part.default_factory is not dataclasses.MISSING:
            names[f"_make_{name}"] = part.default_factory
            parameters.append(f"{name}=_not_given")
            value = f"_make_{name}() if {name} is _not_given else {name}"
        elif part.default is not dataclasses.MISSING:
            names[f"_default_{name}"] = part.default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        lines.append(f"_set(self, {name!r}, {value})")
    source = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines)
    exec(source, names)
    method: Any = names["__init__"]
    method.__qualname__ = f"{made.__qualname__}.__init__"
    method.__module__ = made.__module__
    initializer: Callable[..., None] = method
    return initializer


def _equality(values: Callable[[object], tuple[Any, ...]]) -> object:
    def equal(self: object, other: object) -> Any:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return equal


@recursive_repr()
def _shown(self: Any) -> str:
    shown = (f"{part.name}={getattr(self, part.name)!r}" for part in dataclasses.fields(self))
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _restore(self: Any, state: tuple[Any, ...]) -> None:
    for part, value in zip(dataclasses.fields(self), state, strict=True):
        _set(self, part.name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(**options: bool) -> Callable[[type], type]:
        """The decorator of the standard library, faster for plain classes, frozen with slots."""
        others = options.keys() - {"frozen", "slots", "eq"}
        if others or not (options.get("frozen") and options.get("slots")):
            return dataclasses.dataclass(**options)
        return partial(_immutable, eq=options.get("eq", True))
