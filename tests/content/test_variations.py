"""A variation is a patch of its exercise, and what is then announced contradicts nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product

import pytest

from tests.each import for_each
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.phrases import Phrase
from voicecoach.core.progression.ladder import ladder_of
from voicecoach.core.timeline.announcing import AnnouncementOptions
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.greeting import greeting
from voicecoach.core.timeline.lines import Role
from voicecoach.core.timeline.steps import Break, Step, Talk, Work
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.amounts import amount_of, measure_of
from voicecoach.core.workout.exercise import (
    CautionTime,
    Exercise,
    Hold,
    Letters,
    Measure,
    OpenHold,
    Reps,
    Side,
    Sides,
    Timed,
    Variation,
)
from voicecoach.core.workout.levels import at_level
from voicecoach.core.workout.routine import Routine, single
from voicecoach.core.workout.variations import in_variation

LIBRARY = load_library()
BOOK = load_language().book
LEVELS = (1, 2, 3)
THINGS = ("band", "backpack", "book", "cushion", "step", "peas", "towel", "marble", "ball", "sock")
"""Things that only somebody who was told to get them has."""
NOT_MEANT = "|".join(
    [
        r"balls? of",  # of the foot
        r"each step|one step|steps ahead",
        r"under a standing foot|before you stand up",
        r"both ways|toes come together|close together",
    ]
)
"""Uses of these words that mean something else."""
NUMBERS = {"two": 2, "three": 3, "five": 5, "ten": 10, "thirty": 30}
each_exercise = pytest.mark.parametrize(
    "exercise", LIBRARY.exercises.values(), ids=lambda exercise: exercise.slug
)


def ways_of(exercise: Exercise) -> tuple[Variation | None, ...]:
    """The exercise itself, and each of its variations."""
    return (None, *exercise.variations)


def announced(routine: Routine, length: Verbosity) -> str:
    """All that is said of the exercises of a session before and during the work."""
    said = dict.fromkeys(said_of(compiled(routine), Delivery(length)))
    return " ".join(said)


@lru_cache(maxsize=100)  # what is said of one exercise is looked at in several tests
def compiled(routine: Routine) -> tuple[Step, ...]:
    """The steps of a session in which everything is announced."""
    topics = frozenset(
        item.exercise.topic(field) for item in routine.items for field in ("stop_sign", "cautions")
    )
    options = AnnouncementOptions(topics, topics)
    return compile_steps(routine, ready_wait_ms=0, options=options)


def said_of(steps: tuple[Step, ...], delivery: Delivery) -> Iterator[str]:
    for step in map(delivery.step, steps):
        if isinstance(step, Talk) and step.place:
            # The name is that of the exercise itself; a stop sign names whatever may hurt.
            told = [one for one in step.lines if one.role not in (Role.NAME, Role.STOP_SIGN)]
            yield from (BOOK.sentence(line.phrase) for line in told)
        elif isinstance(step, Break):
            after = step.place.exercise.cautions_said(CautionTime.AFTER)
            sentences = (BOOK.sentence(line.phrase) for line in (*step.opening, *step.ahead))
            yield from (sentence for sentence in sentences if sentence not in after)
        elif isinstance(step, Work):
            yield from step.place.exercise.reminders
            # The counts of one set are those of the next: each is looked at once.
            sounds = dict.fromkeys(cue.sound for unit in step.units for cue in unit.cues)
            yield from (BOOK.sentence(one) for one in sounds if isinstance(one, Phrase))


def words(said: str, *patterns: str) -> list[str]:
    return [found for one in patterns for found in re.findall(rf"\b(?:{one})\b", said.lower())]


def contradictions(exercise: Exercise, said: str) -> Iterator[str]:
    """Yield contradictions in what is said of an exercise."""
    plain = re.sub(NOT_MEANT, "", said.lower())
    if words(plain, "sit", "seated") and words(plain, "stand", "standing"):
        yield "sit and stand"
    if exercise.sides is Sides.EACH:
        yield from words(plain, "both", "together")
    else:
        yield from words(said, "each (?:foot|leg|side)", "one leg", "(?:right|left) foot")
    yield from (f"{letters}" for letters in other_letters(exercise, said))
    yield from (f"{number} seconds" for number in other_seconds(exercise, said))
    known = " ".join(f"{one.name} {one.substitute}" for one in exercise.equipment)
    yield from (thing for thing in words(plain, *THINGS) if thing not in known)


def other_letters(exercise: Exercise, said: str) -> Iterator[tuple[str, str]]:
    """Ranges of letters that are not those of the dose."""
    counting = exercise.counting
    own = (counting.first, counting.last) if isinstance(counting, Letters) else None
    yield from (found for found in re.findall(r"\b([A-Z]) to ([A-Z])\b", said) if found != own)


def other_seconds(exercise: Exercise, said: str) -> Iterator[int]:
    """Numbers of seconds that are neither in the dose nor in the tempo."""
    counting = exercise.counting
    own = {exercise.rest_ms // 1000}
    if isinstance(counting, Reps):
        own |= {part.duration_ms // 1000 for part in counting.tempo}
    if isinstance(counting, Timed):
        own |= {part.duration_ms // 1000 for part in counting.parts}
    if measure_of(counting) is Measure.SECONDS:
        own.add(amount_of(counting))
        own |= set(range(10, amount_of(counting), 10))
        own.add(amount_of(counting) % 60)  # beside its minutes
    # A clock has times of its own for work and rest.
    for found in re.findall(r"\b(\w+) seconds?\b(?! of (?:work|rest))", said.lower()):
        number = NUMBERS.get(found, int(found) if found.isdecimal() else None)
        if number is not None and number not in own:
            yield number


def done_of(exercise: Exercise, way: Variation | None, level: int) -> Exercise:
    """The exercise in this way with the dose of a level."""
    varied = single(in_variation(exercise, way))
    return at_level(varied, level).items[0].exercise


@each_exercise
def test_nothing_that_is_said_contradicts_anything_else(exercise: Exercise) -> None:
    for way, level in product(ways_of(exercise), LEVELS):
        done = done_of(exercise, way, level)
        for length in Verbosity:
            said = announced(single(done), length)
            assert list(contradictions(done, said)) == [], (way, level, length)


@pytest.mark.slow
@each_exercise
def test_no_step_of_a_ladder_contradicts_itself(exercise: Exercise) -> None:
    ladders = [ladder_of(in_variation(exercise, way)) for way in ways_of(exercise)]
    for rung in {rung for ladder in ladders for rung in ladder.rungs}:
        said = announced(single(rung.exercise), Verbosity.FULL)
        assert list(contradictions(rung.exercise, said)) == []


@each_exercise
def test_no_side_is_left_untrained(exercise: Exercise) -> None:
    for way, level in product(ways_of(exercise), LEVELS):
        done = done_of(exercise, way, level)
        works = [step.place for step in compiled(single(done)) if isinstance(step, Work)]
        for number in range(1, done.sets + 1):
            sides = {place.side for place in works if place.set_number == number}
            assert sides == (set(Side) if done.sides is Sides.EACH else {None}), (way, level)
        said = announced(single(done), Verbosity.FULL)
        if words(said, "one leg", "one foot", "other foot") and done.slug != "heel-to-toe-walk":
            assert done.sides is Sides.EACH, (way, level)


@for_each(
    product(LIBRARY.routines.values(), LEVELS), name=lambda case: f"{case[0].slug}, level {case[1]}"
)
def test_no_routine_contradicts_itself_at_any_level(case: tuple[Routine, int]) -> None:
    routine, level = case
    leveled = at_level(routine, level)
    for item in leveled.items:
        said = announced(replace(leveled, items=(item,)), Verbosity.FULL)
        assert list(contradictions(item.exercise, said)) == []
    needed = {thing.name for item in leveled.items for thing in item.exercise.equipment}
    told = [line.phrase for line in greeting(leveled, AnnouncementOptions()).lines]
    sentences = [BOOK.sentence(one) for one in told]
    assert all(any(thing in sentence for sentence in sentences) for thing in needed)
    assert any("any equipment" in sentence for sentence in sentences) is not bool(needed)


@each_exercise
def test_a_variation_is_a_complete_exercise(exercise: Exercise) -> None:
    for way in ways_of(exercise):
        done = in_variation(exercise, way)
        texts = (done.instructions.long, done.instructions.short, done.instructions.minimal)
        long, short, minimal = (len(" ".join(text).split()) for text in texts)
        assert long > short > minimal, way
        assert done.itself == exercise
        assert in_variation(done, None) == exercise
        assert in_variation(done, way) == done
        assert done.safety or not done.position.startswith("Stand"), way


@each_exercise
def test_closed_eyes_always_come_with_a_hold(exercise: Exercise) -> None:
    for way, length in product(ways_of(exercise), Verbosity):
        said = announced(single(in_variation(exercise, way)), length)
        if "eyes closed" in said or "close your eyes" in said:
            assert way
            assert way.most_age == 60
            assert not way.is_prescribed
            assert "two fingers on the wall" in said or "corner" in said


def test_a_contradiction_is_found() -> None:
    """The tests above are of use only if they find what is wrong."""
    exercise = LIBRARY.exercise("arch-lifts")
    said = (
        "Stand on one leg. Sit on a chair. Both feet. From A to M. Hold for three seconds. A band."
    )
    assert list(contradictions(exercise, said)) == [
        "sit and stand", "both", "('A', 'M')", "3 seconds", "band",
    ]  # fmt: skip
    kinds = (Hold, OpenHold, Timed, Letters, Reps)
    countings = [
        in_variation(one, way).counting
        for one in LIBRARY.exercises.values()
        for way in ways_of(one)
    ]
    assert all(any(isinstance(counting, kind) for counting in countings) for kind in kinds)
