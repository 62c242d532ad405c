"""Variations in exercise files: a patch, checked as a complete exercise, and its words."""

from pathlib import Path

import pytest

from tests.content.content_files import EXERCISE, line_of, write
from voicecoach.content.checking import check_file
from voicecoach.content.loader import load_library
from voicecoach.core.workout.exercise import Equipment, Exercise, Hold, Reps, Sides, TempoPhase
from voicecoach.core.workout.variations import in_variation
from voicecoach.errors import ContentError

STANDING = """[[variations]]
name = "standing"
difficulty = "harder"
instruction = "Stand up for it."
"""


def with_change(change: str, exercise: str = EXERCISE) -> str:
    """The exercise with this change in its variation."""
    return exercise.replace(STANDING, f"{STANDING}\n{change}\n")


def varied(folder: Path, change: str, exercise: str = EXERCISE) -> Exercise:
    write(folder, with_change(change, exercise))
    known = load_library(folder).exercise("toe-taps")
    return in_variation(known, known.named("standing"))


def test_a_sentence_alone_is_enough(tmp_path: Path) -> None:
    write(tmp_path)
    known = load_library(tmp_path).exercise("toe-taps")
    done = in_variation(known, known.named("standing"))
    assert done.variation == known.variations[0]
    assert (done.position, done.counting, done.sides) == (
        known.position, known.counting, known.sides,
    )  # fmt: skip


def test_every_key_of_a_change_arrives(tmp_path: Path) -> None:
    done = varied(
        tmp_path,
        """[variations.change]
position = "Stand tall."
safety = "Stay within reach of a wall."
equipment = [{ name = "a band" }]
sets = 1
rest_seconds = 5
change_seconds = 9
rig_seconds = 11
sides = "together"
side_word = "leg"
directions = []
cues = ["Chin up.", "Smile."]
cautions = [{ when = "after", text = "Sit down again." }]
stop_sign = "Rest if you feel dizzy."
""",
    )
    assert (done.position, done.safety) == ("Stand tall.", "Stay within reach of a wall.")
    assert done.equipment == (Equipment("a band", None),)
    assert (done.sets, done.rest_ms, done.change_ms, done.rig_ms) == (1, 5000, 9000, 11_000)
    assert (done.sides, done.side_word.value, done.directions) == (Sides.TOGETHER, "leg", ())
    assert done.reminders == ("Chin up.", "Smile.")
    assert done.stop_sign == "Rest if you feel dizzy."


def test_a_change_may_take_the_safety_away(tmp_path: Path) -> None:
    unsafe = EXERCISE.replace('sides = "each"', 'safety = "Hold on."\nsides = "each"')
    assert varied(tmp_path, "[variations.change]\nsafety = false", unsafe).safety is None


def test_single_values_of_the_counting_change(tmp_path: Path) -> None:
    slow = varied(tmp_path, '[variations.change.counting]\ntempo = [{ word = "up", seconds = 4 }]')
    assert slow.counting == Reps(10, (TempoPhase("up", 4000),))
    few = varied(tmp_path, "[variations.change.counting]\ncount = 3")
    assert few.counting == Reps(3, (TempoPhase("up", 2000), TempoPhase("down", 1500)))


def test_without_a_dose_of_its_own_it_has_that_of_the_routine(tmp_path: Path) -> None:
    change = '[variations.change.counting]\ntempo = [{ word = "up", seconds = 4 }]'
    varied(tmp_path, change)
    first = load_library(tmp_path).routine("taps").items[0].exercise
    done = in_variation(first, first.named("standing"))
    assert (done.sets, done.counting) == (1, Reps(8, (TempoPhase("up", 4000),)))


def test_the_kind_of_counting_may_change(tmp_path: Path) -> None:
    done = varied(tmp_path, '[variations.change.counting]\nkind = "hold"\nseconds = 20')
    assert done.counting == Hold(20_000)


def test_one_length_of_the_instructions_may_change(tmp_path: Path) -> None:
    done = varied(tmp_path, '[variations.change.instructions]\nshort = ["Stand, and lift."]')
    assert done.instructions.short == ("Stand, and lift.",)
    assert done.instructions.minimal == ("Toes up.",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("[variations.change]\nsets = 0", "change.sets: expected at least 1, got 0"),
        ("[variations.change.counting]\ncount = 0", "counting.count: expected at least 1, got 0"),
        ("[variations.change.counting]\nseconds = 9", "counting.seconds: expected one of count"),
        ('[variations.change.counting]\nkind = "hold"', "counting.seconds: missing"),
        ("[variations.change]\nsite = 1", "expected one of"),
        ('[variations.change]\ncues = ["One."]', "expected a list of 2 or more"),
    ],
)
def test_an_incomplete_variation_is_refused(tmp_path: Path, change: str, message: str) -> None:
    text = with_change(change)
    write(tmp_path, text)
    with pytest.raises(ContentError) as error:
        load_library(tmp_path)
    assert "variations[1].change" in str(error.value)
    assert message in str(error.value)
    line = int(str(error.value).split("toe-taps.toml:")[1].split(":")[0])
    assert line >= line_of(text, "[[variations]]")


ROUTINE = """name = "Taps"
summary = "Taps."
level = 1
[[items]]
exercise = "toe-taps"
variation = "standing"
"""


def test_a_routine_names_a_variation_with_a_dose(tmp_path: Path) -> None:
    text = with_change('[variations.change]\nposition = "Stand."\nsets = 3')
    write(tmp_path, text, f"{ROUTINE}count = 4\n")
    (item,) = load_library(tmp_path).routine("taps").items
    assert item.variation
    assert (item.exercise.position, item.exercise.sets) == ("Stand.", 3)
    assert item.exercise.itself.sets == 2
    assert isinstance(item.exercise.counting, Reps)
    assert item.exercise.counting.count == 4


def test_below_its_level_the_exercise_itself_is_done(tmp_path: Path) -> None:
    write(tmp_path, EXERCISE, f"{ROUTINE}variation_from_level = 2\n")
    (item,) = load_library(tmp_path).routine("taps").items
    assert item.variation is None
    assert item.varied


def test_an_unknown_variation_gets_a_suggestion(tmp_path: Path) -> None:
    text = ROUTINE.replace('"standing"', '"standig"')
    write(tmp_path, EXERCISE, text)
    with pytest.raises(ContentError, match='did you mean "standing"') as error:
        load_library(tmp_path)
    assert f"taps.toml:{line_of(text, 'variation')}: items[1].variation: " in str(error.value)


@pytest.mark.parametrize(
    ("name", "instruction", "says"),
    [
        ("on one leg", "Lift that heel alone.", "one leg"),
        ("wider", "Use both arms.", "both arms"),
        ("harder", "Stand up for it.", "Stand"),
        ("harder", "Close your eyes.", "Close your eyes"),
        ("eyes closed", "Do the same.", "eyes closed"),
        ("slow", "Hold for three seconds.", "three"),
        ("more", "Do 12 of them.", "12"),
        ("half", "Draw A to M.", "M"),
    ],
)
def test_words_that_nothing_patches_are_a_warning(
    tmp_path: Path, name: str, instruction: str, says: str
) -> None:
    text = EXERCISE.replace('sides = "each"', 'sides = "together"', 1)
    if "both" in instruction.lower():
        text = EXERCISE
    text = text.replace('"standing"', f'"{name}"').replace("Stand up for it.", instruction)
    path = write(tmp_path, text) / "exercises" / "toe-taps.toml"
    found = check_file(path).warnings
    assert any(f'this variation says "{says}", but nothing patches that' in one for one in found)


@pytest.mark.parametrize(
    "change",
    [
        '[variations.change]\nposition = "Stand tall."',
        '[variations.change]\nposition = "Standing."',
    ],
)
def test_patched_words_give_no_warning(tmp_path: Path, change: str) -> None:
    path = write(tmp_path, with_change(change)) / "exercises" / "toe-taps.toml"
    assert check_file(path).warnings == ()


def test_words_that_the_exercise_keeps_anyway_give_no_warning(tmp_path: Path) -> None:
    text = EXERCISE.replace("Stand up for it.", "Sit on one side of the chair.")
    path = write(tmp_path, text.replace('"standing"', '"seated"')) / "exercises" / "toe-taps.toml"
    assert check_file(path).warnings == ()
