"""The bundled exercises and routines: sound, speakable, and complete."""

import re
from collections.abc import Iterator

import pytest

from tests.each import for_each
from voicecoach.content.loader import load_language, load_library
from voicecoach.content.spoken_lint import flaws
from voicecoach.core.workout.exercise import (
    Counting,
    Difficulty,
    Exercise,
    Hold,
    Letters,
    OpenHold,
    Reps,
    Sides,
    Steps,
    TempoPhase,
    Timed,
    UserPaced,
)
from voicecoach.core.workout.routine import Routine

LIBRARY = load_library()

COMMAND_WORDS = frozenset(
    ["stop", "pause", "next", "skip", "down", "ready", "done", "repeat", "back", "go", "yes", "no"]
)
"""Words that the coach listens for: said while it works, it could take them for the user's."""

exercises = for_each(LIBRARY.exercises.values(), name=lambda exercise: exercise.slug)


def guiding_sentences(exercise: Exercise) -> Iterator[str]:
    """Yield the sentences said before and during the work."""
    yield exercise.position
    yield from exercise.instructions.long
    yield from exercise.instructions.short
    yield from exercise.instructions.minimal
    yield from exercise.reminders
    yield from (variation.instruction for variation in exercise.variations)
    if exercise.safety:
        yield exercise.safety


def all_sentences(exercise: Exercise) -> Iterator[str]:
    """Yield all sentences that may be said of an exercise."""
    yield from guiding_sentences(exercise)
    yield from exercise.benefits
    yield from (caution.text for caution in exercise.cautions)
    yield exercise.stop_sign


@pytest.mark.parametrize(
    "sentence",
    [
        "Lift",
        "Lift. Lower.",
        "Lift (slowly).",
        "Hold 5 s.",
        "Do ten reps.",
        "lift the foot.",
        "Lift  it.",
        "Lift it " * 10 + "up.",
    ],
)
def test_the_lint_finds_a_flaw(sentence: str) -> None:
    assert flaws(sentence)


@exercises
def test_every_sentence_is_speakable(exercise: Exercise) -> None:
    found = {sentence: flaws(sentence) for sentence in all_sentences(exercise)}
    assert {sentence: wrong for sentence, wrong in found.items() if wrong} == {}


@exercises
def test_guidance_avoids_the_words_that_are_commands(exercise: Exercise) -> None:
    tempo = exercise.counting.tempo if isinstance(exercise.counting, Reps) else ()
    said = [*guiding_sentences(exercise), *(part.word for part in tempo), *exercise.directions]
    used = {word for text in said for word in re.findall(r"[a-z']+", text.lower())}
    assert used & COMMAND_WORDS == set()


@exercises
def test_a_cue_is_four_words_at_most(exercise: Exercise) -> None:
    assert max(len(cue.split()) for cue in exercise.reminders) <= 4


@exercises
def test_instructions_get_shorter(exercise: Exercise) -> None:
    texts = (exercise.instructions.long, exercise.instructions.short, exercise.instructions.minimal)
    long, short, minimal = (len(" ".join(text).split()) for text in texts)
    assert long > short > minimal
    assert long <= 80


@exercises
def test_there_is_an_easier_and_a_harder_way(exercise: Exercise) -> None:
    assert {variation.difficulty for variation in exercise.variations} == set(Difficulty)


@exercises
def test_standing_exercises_have_something_in_reach(exercise: Exercise) -> None:
    assert exercise.safety or not exercise.position.startswith("Stand")


@exercises
def test_every_exercise_names_a_source(exercise: Exercise) -> None:
    assert exercise.sources


def test_balance_has_its_four_exercises_in_order() -> None:
    assert [item.exercise.slug for item in LIBRARY.routine("balance").items] == [
        "heel-to-toe-walk",
        "single-leg-balance",
        "arch-lifts",
        "barefoot-balance",
    ]


TEN_OF_THE_ARTICLE = {
    "toe-curls",
    "toe-spreads",
    "ankle-alphabet",
    "calf-raises",
    "heel-to-toe-walk",
    "arch-lifts",
    "marble-pickups",
    "band-flex-point",
    "barefoot-balance",
    "foot-massage",
}


def test_the_full_program_has_all_ten_exercises_of_the_article() -> None:
    slugs = [item.exercise.slug for item in LIBRARY.routine("full").items]
    assert sorted(slugs) == sorted(TEN_OF_THE_ARTICLE)


def test_every_routine_that_was_promised_is_there() -> None:
    promised = {"balance", "strength", "mobility", "full", "quick", "warm-up", "recovery"}
    assert promised <= set(LIBRARY.routines)
    assert {routine.level for routine in LIBRARY.routines.values()} == {1, 2, 3}


@for_each(LIBRARY.routines.values(), name=lambda routine: routine.slug)
def test_the_summary_of_a_routine_is_speakable(routine: Routine) -> None:
    assert flaws(routine.summary) == ()


def tempo(**seconds: int) -> tuple[TempoPhase, ...]:
    """A tempo from its words and seconds."""
    return tuple(TempoPhase(word, 1000 * duration) for word, duration in seconds.items())


@pytest.mark.parametrize(
    ("slug", "sides", "sets", "counting"),
    [
        ("toe-curls", Sides.EACH, 2, Reps(10, tempo(curl=2, hold=1, release=2))),
        ("toe-spreads", Sides.TOGETHER, 1, Reps(10, tempo(spread=5, relax=2))),
        ("ankle-alphabet", Sides.EACH, 1, Letters("A", "Z", 2500)),
        ("calf-raises", Sides.TOGETHER, 3, Reps(12, tempo(up=2, hold=1, lower=3))),
        ("heel-to-toe-walk", Sides.TOGETHER, 2, Steps(20, 1500, 10)),
        ("arch-lifts", Sides.EACH, 3, Reps(10, tempo(lift=2, hold=5, lower=2))),
        ("marble-pickups", Sides.EACH, 1, UserPaced(20, 120_000)),
        ("band-flex-point", Sides.EACH, 2, Reps(12, tempo(press=2, hold=1, release=2))),
        ("barefoot-balance", Sides.EACH, 3, OpenHold(60_000)),
        (
            "foot-massage",
            Sides.EACH,
            1,
            Timed(90_000, ("Under the heel", "Along the arch", "Under the ball of the foot")),
        ),
        ("toe-raises", Sides.TOGETHER, 2, Reps(15, tempo(lift=2, hold=1, lower=2))),
        ("ankle-circles", Sides.EACH, 1, Reps(10, tempo(circle=3))),
        ("ankle-rotations", Sides.EACH, 2, Reps(10, tempo(inward=2, outward=2))),
        ("single-leg-balance", Sides.EACH, 2, Hold(30_000)),
        ("heel-raises-on-towel", Sides.EACH, 3, Reps(12, tempo(up=3, hold=2, lower=3))),
    ],
)
def test_the_default_dose_is_that_of_the_sources(
    slug: str, sides: Sides, sets: int, counting: Counting
) -> None:
    exercise = LIBRARY.exercise(slug)
    assert (exercise.sides, exercise.sets, exercise.counting) == (sides, sets, counting)


def test_equipment_that_a_household_may_lack_has_a_substitute() -> None:
    lacking = {
        exercise.slug
        for exercise in LIBRARY.exercises.values()
        if any(thing.substitute is None for thing in exercise.equipment)
    }
    assert lacking == set()


def test_english_loads() -> None:
    assert load_language("en").book.keys() >= {"verbatim", "count"}
