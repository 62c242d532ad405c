"""Routines that suit the time, the place and the equipment that the user has."""

import pytest

from voicecoach.app.catalog import Catalog
from voicecoach.app.offers import Offers, Wish, grouped, is_possible_at, needs_of, places_of
from voicecoach.content.loader import load_library
from voicecoach.core.workout.exercise import Place
from voicecoach.core.workout.routine import Purpose

LIBRARY = load_library()
CATALOG = Catalog(LIBRARY)
OFFERS = Offers(CATALOG)


def fitting(wish: Wish) -> set[str]:
    return {one.slug for ones in OFFERS.fitting(wish).values() for one in ones}


def test_every_bundled_routine_has_a_purpose_and_every_exercise_a_place() -> None:
    assert [one.slug for one in LIBRARY.routines.values() if one.purpose is None] == []
    assert [one.slug for one in LIBRARY.exercises.values() if one.place is None] == []


def test_routines_are_grouped_by_their_purpose_and_none_is_lost() -> None:
    groups = grouped(LIBRARY.routines.values())
    assert sum(map(len, groups.values())) == len(LIBRARY.routines)
    assert {one.purpose for one in groups["When something hurts"]} == {Purpose.REHAB}


def test_a_variation_may_have_another_place() -> None:
    lying = LIBRARY.exercise("glute-stretch").named("lying face up")
    assert lying
    assert lying.whole
    assert places_of(lying.whole) == (Place.FLOOR,)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("10 minutes, chair, no equipment", Wish(10, Place.CHAIR, frozenset())),
        ("I have 15 min", Wish(15)),
        ("at my desk", Wish(place=Place.CHAIR)),
        ("outside", Wish(place=Place.OUTDOORS)),
        ("a towel and a band", Wish(at_hand=frozenset({"towel", "band"}))),
        ("7", None),
        ("balance", None),
        ("", None),
    ],
)
def test_a_text_tells_what_the_user_has(text: str, wish: Wish | None) -> None:
    assert OFFERS.wish_in(text) == wish


def test_only_what_suits_the_wish_is_offered() -> None:
    assert fitting(Wish()) == set(LIBRARY.routines)
    for slug in fitting(Wish(minutes=10)):
        assert CATALOG.plan(LIBRARY.routines[slug]).minutes <= 10
    assert "hip-and-core" not in fitting(Wish(place=Place.CHAIR))
    assert {"hip-and-core", "mobility"} <= fitting(Wish(place=Place.FLOOR))
    assert "recovery" not in fitting(Wish(at_hand=frozenset()))
    assert "recovery" in fitting(Wish(at_hand=frozenset({"tennis", "ball"})))


def test_a_later_wish_is_added_to_the_one_before() -> None:
    wish = Wish(minutes=10).also(Wish(place=Place.CHAIR)).also(Wish(minutes=20))
    assert wish == Wish(20, Place.CHAIR)


def test_needs_are_told_in_a_few_words() -> None:
    assert needs_of(LIBRARY.routine("hip-and-core")) == "floor"
    assert needs_of(LIBRARY.routine("recovery")) == "chair, a tennis ball"
    assert needs_of(LIBRARY.exercise("squats")) == "standing"
    assert is_possible_at(LIBRARY.exercise("squats"), Place.OUTDOORS)
