"""The names that people use lead to the exercises that have files."""

import tomllib
from pathlib import Path

import pytest

import voicecoach.workout_text.names as names_module
from voicecoach.content.loader import load_library
from voicecoach.workout_text.names import Names, key

EXERCISES = load_library().exercises
NAMES = Names.of(EXERCISES)
ALIASES = tomllib.loads(
    Path(names_module.__file__).with_name("names.toml").read_text(encoding="utf-8")
)["aliases"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("squat", "squats"),
        ("Squats", "squats"),
        ("air squats", "squats"),
        ("press-ups", "push-ups"),
        ("pushups", "push-ups"),
        ("push ups", "push-ups"),
        ("PUSH-UP", "push-ups"),
        ("front plank", "plank"),
        ("glute bridges", "glute-bridge"),
        ("star jumps", "jumping-jacks"),
        ("child's pose", "childs-pose"),
        ("jog", "running"),
    ],
)
def test_a_name_is_known(name: str, slug: str) -> None:
    exercise = NAMES.exercise(name)
    assert exercise
    assert exercise.slug == slug


@pytest.mark.parametrize("name", ["burpees", "goblet squats", "plank jacks", "squatting"])
def test_a_name_that_is_only_similar_is_not(name: str) -> None:
    assert NAMES.exercise(name) is None


def test_every_alias_means_one_exercise_that_there_is() -> None:
    assert ALIASES.keys() - EXERCISES.keys() == set()
    own = {key(name): slug for slug, one in EXERCISES.items() for name in (slug, one.name)}
    found = [(key(alias), slug) for slug, aliases in ALIASES.items() for alias in aliases]
    assert len({alias for alias, _ in found}) == len(found)
    assert [(alias, slug) for alias, slug in found if own.get(alias, slug) != slug] == []
