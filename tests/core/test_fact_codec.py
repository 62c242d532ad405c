"""Facts become plain values and come back the same, whatever version wrote them."""

from dataclasses import fields
from enum import Enum
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from voicecoach.core.fact_codec import Plain, StoredFact, kept, read_back
from voicecoach.core.facts import Fact, SetEnded
from voicecoach.core.workout.exercise import Measure, Side

KINDS: tuple[type[Any], ...] = get_args(Fact)


def facts(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any fact of this kind."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: values(hints[field.name]) for field in fields(kind)})


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of this type."""
    simple: dict[type, st.SearchStrategy[Any]] = {
        str: st.text(max_size=5),
        int: st.integers(),
        float: st.floats(allow_nan=False),
        bool: st.booleans(),
        type(None): st.none(),
    }
    choices: list[st.SearchStrategy[Any]] = [
        st.sampled_from(kind) if issubclass(kind, Enum) else simple[kind]
        for kind in get_args(hint) or (hint,)
    ]
    return st.one_of(choices)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_fact_comes_back(kind: type[Any]) -> None:
    @examples(50)
    @given(facts(kind))
    def check(fact: Fact) -> None:
        assert read_back(kept(5, fact)) == fact

    check()


SET: dict[str, Plain] = {
    "exercise": "calf-raises",
    "set_number": 1,
    "side": "left",
    "direction": None,
    "measure": "reps",
    "amount": 12,
    "target": 12.0,
    "completed": True,
    "open_ended": False,
}


def test_a_field_that_was_not_known_then_has_its_default() -> None:
    expected = SetEnded("calf-raises", 1, Side.LEFT, None, Measure.REPS, 12, 12.0, True, False)
    assert read_back(StoredFact(0, "SetEnded", SET)) == expected


def test_a_field_that_is_not_known_here_is_left_out() -> None:
    assert read_back(StoredFact(0, "SetEnded", {**SET, "heart_rate": 90})) is not None


@pytest.mark.parametrize(
    "one",
    [
        StoredFact(0, "HeartbeatFelt", {}),
        StoredFact(0, "SetEnded", {**SET, "side": "middle"}),
        StoredFact(0, "SetEnded", {**SET, "set_number": "first"}),
        StoredFact(0, "SetEnded", {"exercise": "calf-raises"}),
    ],
)
def test_a_record_that_makes_no_sense_is_not_a_fact(one: StoredFact) -> None:
    assert read_back(one) is None
