"""A test of many values tries each of them, and names those that fail."""

import pytest

from tests.each import for_each


def test_each_value_is_tried() -> None:
    tried: list[int] = []
    for_each((1, 2, 3))(tried.append)()
    assert tried == [1, 2, 3]


def test_a_lone_failure_is_raised_with_the_name_of_its_value() -> None:
    @for_each((1, 2, 3), name=lambda one: f"number {one}")
    def fails_with_two(one: int) -> None:
        assert one != 2

    with pytest.raises(AssertionError) as raised:
        fails_with_two()
    assert raised.value.__notes__ == ["with number 2"]


def test_all_values_that_fail_are_named() -> None:
    @for_each((1, 2, 3))
    def fails_with_others(one: int) -> None:
        assert one == 2

    with pytest.raises(ExceptionGroup, match="2 of 3 values fail") as raised:
        fails_with_others()
    assert [one.__notes__ for one in raised.value.exceptions] == [["with 1"], ["with 3"]]


def test_a_test_without_any_value_is_refused() -> None:
    with pytest.raises(AssertionError):
        for_each(())
