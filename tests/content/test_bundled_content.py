"""The bundled exercises and routines: sound, speakable, and complete."""

import re
from collections.abc import Iterator

import pytest

from voicecoach.content.loader import load_library
from voicecoach.core.exercise import Difficulty, Exercise, Reps

LIBRARY = load_library()

COMMAND_WORDS = frozenset(
    ["stop", "pause", "next", "skip", "down", "ready", "done", "repeat", "back", "go", "yes", "no"]
)
"""Words that the coach listens for: said while it works, it could take them for the user's."""

MOST_WORDS = 20
"""Longer sentences are lost on somebody who stands on one leg."""

exercises = pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda e: e.slug)


def guiding_sentences(exercise: Exercise) -> Iterator[str]:
    """What is said before and during the work."""
    yield exercise.position
    yield from exercise.instructions.long
    yield from exercise.instructions.short
    yield from exercise.instructions.minimal
    yield from exercise.cues
    yield from (variation.instruction for variation in exercise.variations)
    if exercise.safety:
        yield exercise.safety


def all_sentences(exercise: Exercise) -> Iterator[str]:
    """What may be said at any time."""
    yield from guiding_sentences(exercise)
    yield from exercise.benefits
    yield from exercise.cautions
    yield exercise.stop_sign


def flaws(sentence: str) -> list[str]:
    """What makes a sentence hard to speak or to follow."""
    found = []
    if not re.search(r"[.?]$", sentence) or re.search(r"[.?!] ", sentence):
        found.append("is not one sentence with its full stop")
    if len(sentence.split()) > MOST_WORDS:
        found.append("is too long")
    if re.search(r"[^\w ,.?:'-]", sentence):
        found.append("has a sign in it that can't be spoken")
    if re.search(
        r"\b[A-Z]{2,}\b|\b\w\.\w|\d ?[a-z]{1,2}\b|\b(?:cm|mm|sec|min|reps?|approx|etc|vs)\b",
        sentence,
    ):
        found.append("has an abbreviation")
    if sentence != sentence.strip() or "  " in sentence or not sentence[0].isupper():
        found.append("is untidy")
    return found


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
    assert max(len(cue.split()) for cue in exercise.cues) <= 4


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
