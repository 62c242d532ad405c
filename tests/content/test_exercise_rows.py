"""The exercises and routines that the product promised, and the words that each must have."""

from dataclasses import dataclass

import pytest

from voicecoach.content.loader import load_library
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import Difficulty, Exercise

LIBRARY = load_library()


@dataclass(frozen=True, slots=True)
class ExerciseRow:
    """A row about an exercise: words that must be found in each part of its file."""

    slug: str
    done: tuple[str, ...]
    position: str
    equipment: tuple[str, ...]
    harder: tuple[str, ...]
    easier: tuple[str, ...]
    sources: tuple[str, ...] = ()


ARTICLE = "Foot strengthening exercises for running"


EXERCISE_ROWS = (
    ExerciseRow(
        "toe-curls",
        ("toes", "towel", "release"),
        "Sit",
        ("towel", "T-shirt"),
        ("weight",),
        ("both feet",),
        ("5 times", "held for 5 seconds, 10 times"),
    ),
    ExerciseRow(
        "toe-spreads",
        ("wide", "relax"),
        "Sit",
        (),
        ("stand",),
        ("finger",),
        ("5 seconds, 10 times",),
    ),
    ExerciseRow(
        "ankle-alphabet", ("alphabet", "ankle"), "Sit", (), ("bigger", "large"), ("A to M",)
    ),
    ExerciseRow(
        "calf-raises",
        ("rise onto your toes", "lower"),
        "hip-width",
        (),
        ("one leg", "step", "up 3 s, hold 2 s"),
        ("fingertips", "half"),
    ),
    ExerciseRow(
        "heel-to-toe-walk", ("line", "heel", "toes"), "Stand", (), ("backward", "eyes"), ("wall",)
    ),
    ExerciseRow(
        "arch-lifts",
        ("arch", "toes", "curl"),
        "Sit",
        (),
        ("stand", "one leg"),
        ("both feet", "hold 3 s"),
    ),
    ExerciseRow(
        "marble-pickups",
        ("marble", "container"),
        "Sit",
        ("marbles", "container", "beans", "pen caps"),
        ("small",),
        ("sock",),
        ("20 marbles",),
    ),
    ExerciseRow(
        "band-flex-point",
        ("band",),
        "Sit",
        ("band",),
        ("stronger", "inward"),
        ("lighter",),
    ),
    ExerciseRow(
        "barefoot-balance",
        ("one foot",),
        "barefoot",
        (),
        ("eyes", "cushion"),
        ("fingertips",),
        ("43 s", "37 s"),
    ),
    ExerciseRow(
        "foot-massage",
        ("ball", "roll"),
        "Sit",
        ("ball", "bottle"),
        ("firm",),
        ("weight",),
        ("2 minutes",),
    ),
    ExerciseRow("toe-raises", ("heels", "toes"), "", (), ("stand",), ("sit", "seat", "small")),
    ExerciseRow("ankle-circles", ("circle",), "Sit", (), ("big", "large"), ("small",)),
    ExerciseRow("ankle-rotations", ("sole", "inward", "outward"), "Sit", (), ("band",), ()),
    ExerciseRow("single-leg-balance", ("one",), "Stand", (), ("reach", "cushion"), ("fingertips",)),
)


def text_of(*parts: str) -> str:
    return " ".join(parts).lower()


def dose_of(exercise: Exercise | None) -> str:
    """The amount and the tempo of a variation that has its own."""
    if exercise is None:
        return ""
    kind = kind_of(exercise.counting)
    return f"{kind.text(exercise.counting)}, {kind.pace(exercise.counting)}"


def ways(exercise: Exercise, difficulty: Difficulty) -> str:
    return text_of(
        *(
            f"{way.name} {way.instruction} {dose_of(way.whole)}"
            for way in exercise.variations
            if way.difficulty is difficulty
        )
    )


@pytest.mark.parametrize("row", EXERCISE_ROWS, ids=lambda row: row.slug)
def test_a_row_about_an_exercise_is_in_its_file(row: ExerciseRow) -> None:
    exercise = LIBRARY.exercise(row.slug)
    things = [f"{thing.name} {thing.substitute}" for thing in exercise.equipment]
    places = {
        "done": (
            row.done,
            text_of(
                exercise.name,
                exercise.position,
                *exercise.instructions.long,
                *exercise.cues,
                *(caution.text for caution in exercise.cautions),
            ),
        ),
        "position": ((row.position,), text_of(exercise.position, exercise.safety or "")),
        "equipment": (row.equipment, text_of(*things)),
        "sources": (
            (ARTICLE, *row.sources),
            text_of(*(f"{one.title} {one.claim}" for one in exercise.sources)),
        ),
    }
    missing = {
        name: [word for word in words if word.lower() not in text]
        for name, (words, text) in places.items()
    }
    assert {name: words for name, words in missing.items() if words} == {}
    for words, difficulty in ((row.harder, Difficulty.HARDER), (row.easier, Difficulty.EASIER)):
        text = ways(exercise, difficulty)
        assert not words or any(word.lower() in text for word in words), difficulty
    assert bool(row.equipment) == bool(exercise.equipment)
    assert min(map(len, (exercise.muscles, exercise.benefits, exercise.cautions))) >= 1
    assert 2 <= len(exercise.cues) <= 6


ROUTINE_ROWS = {
    "balance": ("heel-to-toe-walk", "single-leg-balance", "arch-lifts", "barefoot-balance"),
    "strength": ("calf-raises", "toe-curls"),
    "mobility": ("toe-spreads", "ankle-alphabet"),
    "full": tuple(row.slug for row in EXERCISE_ROWS[:10]),
    "quick": (),
    "warm-up": (),
    "recovery": ("foot-massage",),
    "heel-pain": ("heel-raises-on-towel",),
}


@pytest.mark.parametrize("slug", ROUTINE_ROWS)
def test_a_routine_that_was_promised_has_its_exercises(slug: str) -> None:
    exercises = {item.exercise.slug for item in LIBRARY.routine(slug).items}
    assert set(ROUTINE_ROWS[slug]) - exercises == set()
