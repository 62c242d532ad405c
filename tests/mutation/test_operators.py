"""Each mutation changes one thing, and the mutated module is still Python."""

import ast

import pytest

from scripts.mutation.operators import mutants


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("a < b", {"a <= b"}),
        ("a is b", {"a is not b"}),
        ("a + b", {"a - b"}),
        ("a and b", {"a or b"}),
        ("not a", {"a"}),
        ("x = True", {"x = False"}),
        ("x = 41", {"x = 42"}),
        ("a if b else c", {"c if b else a"}),
    ],
)
def test_each_kind_of_operator_is_flipped(source: str, changed: set[str]) -> None:
    assert {mutant.source for mutant in mutants(source)} == changed


@pytest.mark.parametrize(
    "source",
    [
        "def f(x: int | None) -> str | None: ...",
        "Effect = Say | Play",
        "x: A | B = y",
        "'a' + f'{b}'",
    ],
)
def test_types_and_texts_are_left_alone(source: str) -> None:
    assert mutants(source) == ()


def test_a_mutant_tells_its_place_and_is_python() -> None:
    (one, two) = mutants("def f(a, b):\n    c = a + b\n    return c > 0 and c\n")[:2]
    assert {one.line, two.line} <= {2, 3}
    for mutant in (one, two):
        ast.parse(mutant.source)
