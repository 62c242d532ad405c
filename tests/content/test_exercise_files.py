"""The contents of an exercise file arrive in the core, in milliseconds."""

from pathlib import Path

import pytest

from tests.content.content_files import EXERCISE, exercise_with, write
from voicecoach.content.loader import load_library
from voicecoach.core.workout.exercise import (
    Caution,
    CautionTime,
    Counting,
    Difficulty,
    Equipment,
    Exercise,
    Hold,
    Instructions,
    Letters,
    Muscle,
    OpenHold,
    Reps,
    Sides,
    SideWord,
    Source,
    Steps,
    TempoPhase,
    Timed,
    UserPaced,
    Variation,
)
from voicecoach.errors import ContentError

ROUTINE = 'name = "Taps"\nsummary = "Taps."\nlevel = 1\n[[items]]\nexercise = "toe-taps"\n'


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("reps", Reps(10, (TempoPhase("up", 2000), TempoPhase("down", 1500)))),
        ("hold", Hold(30_000)),
        ("open-hold", OpenHold(60_000)),
        ("letters", Letters("A", "M", 2500)),
        ("steps", Steps(20, 1500, 10)),
        ("user-paced", UserPaced(20, 120_000)),
        ("time", Timed(60_000, ("heel", "arch"))),
    ],
)
def test_each_way_of_counting_arrives(tmp_path: Path, kind: str, expected: Counting) -> None:
    write(tmp_path, exercise_with(kind), ROUTINE)
    assert load_library(tmp_path).exercises["toe-taps"].counting == expected


def test_everything_else_arrives_too(tmp_path: Path) -> None:
    write(tmp_path)
    assert load_library(tmp_path).exercise("toe-taps") == Exercise(
        slug="toe-taps",
        name="Toe taps",
        position="Sit on a chair.",
        safety=None,
        instructions=Instructions(
            ("Lift your toes.", "Lower them."), ("Lift, and lower.",), ("Toes up.",)
        ),
        equipment=(Equipment("a towel", "a T-shirt"),),
        counting=Reps(10, (TempoPhase("up", 2000), TempoPhase("down", 1500))),
        sets=2,
        rest_ms=12_500,
        sides=Sides.EACH,
        side_word=SideWord.ARM,
        directions=("inward", "outward"),
        variations=(Variation("standing", Difficulty.HARDER, "Stand up for it."),),
        cues=("Stay tall.", "Breathe."),
        muscles=(Muscle("the tibialis anterior", "along your shin"),),
        loads=("shin",),
        benefits=("It helps.",),
        cautions=(Caution(CautionTime.CUE, "Keep the heel still."),),
        stop_sign="Sharp pain.",
        sources=(Source("A book", "Ten are enough."),),
    )


def test_muscles_and_cautions_may_be_text_alone(tmp_path: Path) -> None:
    text = EXERCISE.replace(
        '{ name = "the tibialis anterior", where = "along your shin" }', '"the shin"'
    ).replace('{ when = "cue", text = "Keep the heel still." }', '"Never bounce."')
    write(tmp_path, text)
    exercise = load_library(tmp_path).exercise("toe-taps")
    assert exercise.muscles == (Muscle("the shin", None),)
    assert exercise.cautions == (Caution(CautionTime.BEFORE, "Never bounce."),)


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ('"Never bounce."', '"x"', "cautions[1].text: expected text of 2 or more characters"),
        ('"Never bounce."', "3", "cautions[1]: expected a table, got 3"),
        ('"the shin"', '""', "muscles[1].name: expected text of 1 or more characters"),
    ],
)
def test_text_in_place_of_a_table_is_held_to_the_same_rules(
    tmp_path: Path, written: str, instead: str, problem: str
) -> None:
    text = EXERCISE.replace(
        '{ name = "the tibialis anterior", where = "along your shin" }', '"the shin"'
    ).replace('{ when = "cue", text = "Keep the heel still." }', '"Never bounce."')
    write(tmp_path, text.replace(written, instead))
    with pytest.raises(ContentError) as error:
        load_library(tmp_path)
    assert problem in str(error.value)


def test_optional_parts_may_be_left_out(tmp_path: Path) -> None:
    head, _, rest = EXERCISE.partition("# Equipment.")
    body = rest[rest.index("[instructions]") : rest.index("[[variations]]")]
    text = head.replace("sets = 2\nrest_seconds = 12.5\n", "") + body
    write(tmp_path, text.replace('directions = ["inward", "outward"]\n', ""), ROUTINE)
    exercise = load_library(tmp_path).exercise("toe-taps")
    assert (exercise.sets, exercise.rest_ms, exercise.directions) == (1, 30_000, ())
    assert (exercise.equipment, exercise.variations, exercise.sources) == ((), (), ())
