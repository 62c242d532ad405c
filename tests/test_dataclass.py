"""Dataclasses that are made quickly are the ones that the standard library makes."""

import copy
import dataclasses
import pickle
from typing import Any, Generic, TypeVar

import pytest

from voicecoach.dataclass import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Quick(Generic[T]):
    """A class of this project."""

    first: T
    second: str = "b"
    third: list[int] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True, slots=True)
class Usual(Generic[T]):
    """The same class of the standard library."""

    first: T
    second: str = "b"
    third: list[int] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Alone:
    """A class with one field."""

    only: float


@dataclass(frozen=True, slots=True)
class Derived(Alone):
    """A class with a field more than its base."""

    more: int = 0


@dataclass(frozen=True, slots=True)
class Empty:
    """A class without fields."""


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    """A class whose objects equal nothing else."""

    value: int


BOTH: tuple[Any, Any] = Quick, Usual


def test_objects_are_made_from_the_same_arguments() -> None:
    for kind in BOTH:
        assert dataclasses.astuple(kind(1)) == (1, "b", [])
        assert dataclasses.astuple(kind(1, third=[2], second="c")) == (1, "c", [2])
        assert kind(1).third is not kind(1).third
        for wrong in ((), (1, 2, 3, 4)):
            with pytest.raises(TypeError, match=rf"{kind.__name__}.__init__\(\)"):
                kind(*wrong)


def test_objects_are_shown_alike() -> None:
    quick, usual = (kind(kind("a")) for kind in BOTH)
    assert repr(quick) == repr(usual).replace("Usual", "Quick")
    assert repr(Empty()) == "Empty()"


def test_objects_are_equal_if_they_have_the_same_class_and_values() -> None:
    assert Quick(1) == Quick(1)
    assert Quick(1) != Quick(2)
    assert BOTH[0](1) != BOTH[1](1)
    assert Derived(1.0) != Alone(1.0)
    assert Empty() == Empty()
    assert Itself(1) != Itself(1)
    unlike_itself = float("nan")
    assert Alone(unlike_itself) == Alone(unlike_itself)


def test_equal_objects_have_equal_hashes() -> None:
    assert len({Alone(1.0), Alone(1.0), Alone(2.0), Derived(1.0), Empty(), Empty()}) == 4
    assert len({Itself(1), Itself(1)}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Quick(1))


def test_objects_do_not_change() -> None:
    for kind in BOTH:
        one = kind(1)
        with pytest.raises(dataclasses.FrozenInstanceError, match="'first'"):
            one.first = 2
        with pytest.raises(dataclasses.FrozenInstanceError, match="'first'"):
            del one.first
        assert not hasattr(one, "__dict__")


def test_objects_can_be_copied_replaced_and_pickled() -> None:
    one = Quick(1, "x", [3])
    assert copy.deepcopy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one
    assert dataclasses.replace(one, second="y") == Quick(1, "y", [3])
    assert dataclasses.replace(Derived(1.0), more=2) == Derived(1.0, 2)


def test_objects_match_patterns() -> None:
    match Quick(1, "x"):
        case Quick(first, second):
            assert (first, second) == (1, "x")


def test_other_options_are_those_of_the_standard_library() -> None:
    @dataclass(slots=True)
    class Changing:
        value: int = 0

    changing = Changing()
    changing.value = 1
    assert changing == Changing(1)


def test_a_class_that_asks_for_more_is_made_by_the_standard_library() -> None:
    @dataclass(frozen=True, slots=True)
    class Checked:
        value: int

        def __post_init__(self) -> None:
            if self.value < 0:
                raise ValueError("below 0")

    @dataclass(frozen=True, slots=True)
    class Tagged:
        value: int
        tag: str = dataclasses.field(default="", compare=False)

    with pytest.raises(ValueError, match="below 0"):
        Checked(-1)
    assert Tagged(1, "a") == Tagged(1, "b")
