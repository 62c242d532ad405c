"""Every sentence that a session can say: without a doubled word, and lists with "and"."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from tests.each import for_each
from voicecoach.content.loader import load_language, load_library
from voicecoach.content.norms import load_tests
from voicecoach.content.topics import load_knowledge
from voicecoach.core.dialogue.answers import how, why
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.timeline.announcing import AnnouncementOptions
from voicecoach.core.timeline.compiler import compile_steps, spoken_in
from voicecoach.core.timeline.unattended import unattended
from voicecoach.core.workout.exercise import CautionTime, Exercise
from voicecoach.core.workout.levels import at_level
from voicecoach.core.workout.routine import Routine, single

LIBRARY = load_library()
BOOK = load_language().book
EXERCISES = [*LIBRARY.exercises.values(), *load_tests().values()]
ROUTINES = [*LIBRARY.routines.values(), *map(single, EXERCISES)]
DOUBLED = re.compile(r"\b([a-z']+),? \1\b", re.IGNORECASE)


def phrases_of(routine: Routine) -> Iterator[Phrase]:
    """Everything that a session of a routine says unasked, at each level, heard or in a file."""
    slugs = frozenset(item.exercise.slug for item in routine.items)
    first = AnnouncementOptions(slugs, slugs, first_start=True, left_out=("Toe curls",))
    for level, options in product((1, 2, 3), (first, AnnouncementOptions())):
        steps = compile_steps(at_level(routine, level), ready_wait_ms=0, options=options)
        yield from spoken_in(steps)
        yield from spoken_in(unattended(steps, position_ms=0))


def texts_of(exercise: Exercise) -> Iterator[str]:
    """Everything that is said of an exercise on request, and when it is over."""
    yield BOOK.sentence(why(exercise))
    yield BOOK.sentence(how(exercise))
    yield from exercise.cautions_said(CautionTime.AFTER)
    yield from exercise.benefits
    yield from (variation.instruction for variation in exercise.variations)


def last_item(listed: str) -> str:
    """Last item of a list, after its separator."""
    separator = ";" if ";" in listed else ","
    return listed.rpartition(separator)[2].strip()


@for_each(ROUTINES, name=lambda routine: routine.slug)
def test_a_session_says_no_word_twice_in_a_row(routine: Routine) -> None:
    said = {BOOK.sentence(one) for one in phrases_of(routine)}
    assert [sentence for sentence in said if DOUBLED.search(sentence)] == []


@for_each(EXERCISES, name=lambda exercise: exercise.slug)
def test_an_answer_about_an_exercise_says_no_word_twice_in_a_row(exercise: Exercise) -> None:
    assert [sentence for sentence in texts_of(exercise) if DOUBLED.search(sentence)] == []


def test_no_topic_and_no_fixed_sentence_says_a_word_twice_in_a_row() -> None:
    topics = load_knowledge().topics.values()
    read = [text for topic in topics for part in topic.sections for text in part.sentences()]
    assert [text for text in (*read, *BOOK.fixed_sentences()) if DOUBLED.search(text)] == []


@for_each(ROUTINES, name=lambda routine: routine.slug)
def test_every_list_of_a_session_has_an_and_before_its_last_item(routine: Routine) -> None:
    lists = [
        one
        for one in phrases_of(routine)
        if any(isinstance(value, tuple) and len(value) > 1 for _, value in one.values)
    ]
    leveled = [at_level(routine, level) for level in (1, 2, 3)]
    things = max(len(some.items[0].exercise.equipment) for some in leveled)
    assert bool(lists) is (len(routine.items) > 1 or things > 1)
    for one in lists:
        sentence = BOOK.sentence(one)
        assert re.search(r"(^|\W)and ", last_item(sentence)), sentence


@for_each(EXERCISES, name=lambda exercise: exercise.slug)
def test_the_muscles_of_an_exercise_are_a_sentence_with_and(exercise: Exercise) -> None:
    muscles = [muscle.text for muscle in exercise.muscles]
    told = BOOK.sentence(why(exercise)).removesuffix(exercise.benefits[0]).strip()
    assert told.startswith("It works ")
    assert all(muscle in told for muscle in muscles)
    assert len(muscles) == 1 or f"and {muscles[-1]}." in told


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ((), ""),
        (("a towel",), "a towel"),
        (("a towel", "a cup"), "a towel and a cup"),
        (("a towel", "a cup", "a ball"), "a towel, a cup, and a ball"),
        (("a towel", "a cup", "a ball", "a band"), "a towel, a cup, a ball, and a band"),
        (("a towel, or a shirt", "a cup"), "a towel, or a shirt; and a cup"),
        (("a towel, or a shirt", "a cup", "a ball"), "a towel, or a shirt; a cup; and a ball"),
    ],
)
def test_a_list_is_put_into_words(items: tuple[str, ...], words: str) -> None:
    told = BOOK.sentence(phrase("greeting.needs", n=len(items), things=items))
    assert told.removeprefix(f"You'll need {len(items)} things: ").endswith(f"{words}.")


EXAMPLES = {
    "text": ["Stand tall."],
    "name": [exercise.name for exercise in EXERCISES],
    "names": ["Arch lifts and Calf raises"],
    "routine": [routine.name for routine in ROUTINES],
    "thing": [thing.name for exercise in EXERCISES for thing in exercise.equipment],
    "substitute": [
        thing.substitute
        for exercise in EXERCISES
        for thing in exercise.equipment
        if thing.substitute
    ],
    "direction": sorted({one for exercise in EXERCISES for one in exercise.directions}),
    "variation": [one.name for exercise in EXERCISES for one in exercise.variations],
    "muscles": [muscle.text for exercise in EXERCISES for muscle in exercise.muscles],
    "area": ["the heel"],
    "time": ["17 minutes"],
    "day": ["Friday"],
}
"""Values for the names in braces; any other name gets a number not found elsewhere."""


def test_no_phrase_says_a_word_twice_in_a_row_whatever_is_filled_in() -> None:
    books = [BOOK.in_session(number) for number in range(10)]
    said = {
        book.sentence(filled)
        for key in sorted(BOOK.keys())
        if not key.startswith(("screen.", "list."))
        for filled in filled_in(key)
        for book in books
    }
    assert [sentence for sentence in sorted(said) if DOUBLED.search(sentence)] == []


def filled_in(key: str) -> Iterator[Phrase]:
    """The phrase of this key with all that may stand in it."""
    names = sorted(BOOK.placeholders(key) - {"side", "sides"})
    numbers = {name: [str(7 + place)] for place, name in enumerate(names)}
    tables = [EXAMPLES.get(name, numbers[name]) for name in names]
    for chosen in product(*tables) if len(tables) < 3 else zip(*tables, strict=False):
        yield Phrase(key, (*zip(names, chosen, strict=True), ("side", "arm")))
