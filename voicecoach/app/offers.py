"""The routines that suit what the user has: time, a place, and equipment at hand."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from voicecoach.app.catalog import Catalog, equipment_of, exercises_of
from voicecoach.core.workout.exercise import Equipment, Exercise, Place
from voicecoach.core.workout.routine import Purpose, Routine
from voicecoach.dataclass import dataclass

HEADINGS: Mapping[Purpose | None, str] = {
    Purpose.STRENGTH: "Strength",
    Purpose.BALANCE: "Balance",
    Purpose.MOBILITY: "Mobility and stretching",
    Purpose.ENDURANCE: "Endurance",
    Purpose.CALM: "Calm",
    Purpose.REHAB: "When something hurts",
    None: "Others",
}
"""Heading of each group of routines, in order; None: of those without a purpose."""
OFFERED: Mapping[Place, frozenset[Place]] = {
    Place.STANDING: frozenset({Place.STANDING}),
    Place.CHAIR: frozenset({Place.STANDING, Place.CHAIR}),
    Place.FLOOR: frozenset({Place.STANDING, Place.CHAIR, Place.FLOOR}),
    Place.OUTDOORS: frozenset({Place.STANDING, Place.OUTDOORS}),
}
"""The places that each place includes: with room to lie down there is a chair, too."""
_PLACE_WORDS: Mapping[Place, frozenset[str]] = {
    Place.STANDING: frozenset({"standing", "stand"}),
    Place.CHAIR: frozenset({"chair", "desk", "office", "seated", "sitting"}),
    Place.FLOOR: frozenset({"floor", "home", "mat"}),
    Place.OUTDOORS: frozenset({"outdoors", "outside", "outdoor"}),
}
_MINUTES = re.compile(r"\b(\d{1,3}) ?(?:minutes?|mins?|m)\b")
_NOTHING = re.compile(r"\b(?:no|without) (?:equipment|things?|gear)\b|\bnothing\b")
_SMALL_WORDS = frozenset({"a", "an", "the", "of", "or", "and", "with", "few", "that", "you", "in"})


@dataclass(frozen=True, slots=True)
class Wish:
    """Time, place and equipment that the user has; None: it doesn't matter."""

    minutes: int | None = None
    place: Place | None = None
    at_hand: frozenset[str] | None = None
    """Words for the equipment; empty: there is none."""

    def also(self, other: "Wish") -> "Wish":
        """This wish, with what the other one tells in place of its own."""
        told = {
            name: value
            for name in ("minutes", "place", "at_hand")
            if (value := getattr(other, name)) is not None
        }
        return replace(self, **told)


def grouped(routines: Iterable[Routine]) -> dict[str, list[Routine]]:
    """The routines under the headings of their purposes, in order; empty groups are left out."""
    found = list(routines)
    groups = {
        heading: [one for one in found if one.purpose is purpose]
        for purpose, heading in HEADINGS.items()
    }
    return {heading: ones for heading, ones in groups.items() if ones}


def places_of(workout: Routine | Exercise) -> tuple[Place, ...]:
    """Places of the exercises of a workout, each once, as far as they are known."""
    known = {exercise.place for exercise in exercises_of(workout)}
    return tuple(place for place in Place if place in known)


def needs_of(workout: Routine | Exercise) -> str:
    """Places and equipment that a workout needs, in a few words."""
    places = [place for place in places_of(workout) if place is not Place.STANDING]
    things = [*(place.value for place in places), *(one.name for one in equipment_of(workout))]
    return ", ".join(things) or Place.STANDING.value


def is_possible_at(workout: Routine | Exercise, place: Place) -> bool:
    """True if all of a workout can be done at this place."""
    return OFFERED[place].issuperset(places_of(workout))


class Offers:
    """All routines, with what each of them needs."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.minutes_of = cache(self._minutes_of)

    def knows(self, name: str) -> bool:
        """True if a routine or an exercise has this name, however it is written."""
        library = self._catalog.library
        slug = "-".join(name.lower().replace("-", " ").split())
        return slug in library.routines or slug in library.exercises

    def fitting(self, wish: Wish) -> dict[str, list[Routine]]:
        """The routines that suit this wish, under their headings."""
        every = self._catalog.library.routines.values()
        return grouped(one for one in every if self._fits(one, wish))

    def wish_in(self, text: str) -> Wish | None:
        """Time, place and equipment that a text names; None: none of them.

        "10 minutes, a chair, no equipment" says all three.
        """
        told = text.lower()
        words = set(re.findall(r"[a-z]+", told))
        minutes = _MINUTES.search(told)
        place = next((place for place in Place if words & _PLACE_WORDS[place]), None)
        things = words & self._thing_words()
        at_hand = frozenset(things) if things or _NOTHING.search(told) else None
        wish = Wish(int(minutes[1]) if minutes else None, place, at_hand)
        return None if wish == Wish() else wish

    def _thing_words(self) -> frozenset[str]:
        routines = self._catalog.library.routines.values()
        places = frozenset[str]().union(*_PLACE_WORDS.values())
        return (
            frozenset(
                word
                for routine in routines
                for one in equipment_of(routine)
                for word in _words(one)
            )
            - places
        )

    def _fits(self, routine: Routine, wish: Wish) -> bool:
        if wish.minutes is not None and self.minutes_of(routine.slug) > wish.minutes:
            return False
        if wish.place is not None and not is_possible_at(routine, wish.place):
            return False
        has = wish.at_hand
        return has is None or all(_words(thing) & has for thing in equipment_of(routine))

    def _minutes_of(self, slug: str) -> int:
        return self._catalog.plan(self._catalog.library.routines[slug]).minutes


def _words(thing: Equipment) -> frozenset[str]:
    """Words that name a thing, or what can take its place."""
    named = f"{thing.name} {thing.substitute or ''}".lower()
    return frozenset(re.findall(r"[a-z]{3,}", named)) - _SMALL_WORDS
