"""A routine gives its exercises their dose; a user's files add to the bundled ones."""

from pathlib import Path

import pytest

from tests.content.content_files import COUNTINGS, EXERCISE, ROUTINE, exercise_with, line_of, write
from voicecoach.content.loader import load_library
from voicecoach.core.workout.exercise import Letters, Reps, Steps, TempoPhase, Timed
from voicecoach.errors import ContentError


def item(dose: str) -> str:
    """A routine of one item with this dose."""
    return (
        f'name = "Taps"\nsummary = "Taps."\nlevel = 1\n[[items]]\nexercise = "toe-taps"\n{dose}\n'
    )


def test_an_item_carries_the_dose_of_its_routine(tmp_path: Path) -> None:
    routine = load_library(write(tmp_path)).routine("taps")
    first, second = routine.items
    tempo = (TempoPhase("up", 2000), TempoPhase("down", 1500))
    assert first.exercise.counting == Reps(8, tempo)
    assert (first.exercise.sets, first.exercise.rest_ms, first.rest_after_ms) == (1, 12_500, 5000)
    assert second.exercise.counting == Reps(10, tempo)
    assert (second.exercise.sets, second.rest_after_ms) == (2, 20_000)
    assert (routine.name, routine.level, routine.slug) == ("Taps", 1, "taps")


def test_the_exercise_itself_keeps_its_own_dose(tmp_path: Path) -> None:
    assert load_library(write(tmp_path)).exercise("toe-taps").sets == 2


@pytest.mark.parametrize(("difficulty", "dose"), [("easier", (1, 8)), ("harder", (2, 10))])
def test_past_an_easier_variation_the_dose_is_still_that_of_the_routine(
    tmp_path: Path, difficulty: str, dose: tuple[int, int]
) -> None:
    exercise = EXERCISE.replace('"harder"', f'"{difficulty}"')
    write(tmp_path, exercise, item('variation = "standing"\nsets = 1\ncount = 8'))
    plain = load_library(tmp_path).routine("taps").items[0].exercise.itself
    assert isinstance(plain.counting, Reps)
    assert (plain.sets, plain.counting.count) == dose


@pytest.mark.parametrize(
    ("kind", "dose", "expected"),
    [
        ("reps", 'tempo = [{ word = "up", seconds = 1 }]', Reps(10, (TempoPhase("up", 1000),))),
        ("letters", 'last = "C"\nbeat_seconds = 3', Letters("A", "C", 3000)),
        ("steps", "turn_every = 5", Steps(20, 1500, 5)),
        ("time", 'seconds = 90\nareas = ["arch"]', Timed(90_000, ("arch",))),
    ],
)
def test_each_number_of_a_count_can_be_overridden(
    tmp_path: Path, kind: str, dose: str, expected: object
) -> None:
    write(tmp_path, exercise_with(kind), item(dose))
    assert load_library(tmp_path).routine("taps").items[0].exercise.counting == expected


@pytest.mark.parametrize("kind", sorted(set(COUNTINGS) - {"reps", "steps"}))
def test_a_dose_that_does_not_fit_the_kind_is_refused(tmp_path: Path, kind: str) -> None:
    write(tmp_path, exercise_with(kind), item("count = 8"))
    with pytest.raises(ContentError, match=rf"taps\.toml:6: items\[1\]\.count: .* of {kind} \("):
        load_library(tmp_path)


def test_the_range_of_the_exercise_holds_for_the_dose(tmp_path: Path) -> None:
    write(tmp_path, exercise_with("reps"), item("count = 0"))
    with pytest.raises(ContentError, match=r":6: items\[1\]\.count: expected at least 1, got 0$"):
        load_library(tmp_path)


def test_a_broken_exercise_is_not_also_reported_as_unknown(tmp_path: Path) -> None:
    write(tmp_path, "name = 1")
    with pytest.raises(ContentError) as error:
        load_library(tmp_path)
    assert "toe-taps.toml:1: name: expected text, got 1" in str(error.value)
    assert "taps.toml:6" not in str(error.value).replace("toe-taps.toml", "")


def test_all_files_report_their_problems_together(tmp_path: Path) -> None:
    broken = ROUTINE.replace("level = 1", "level = 4").replace('exercise = "toe-taps"', "", 1)
    write(tmp_path, exercise_with("hold").replace("seconds = 30", "seconds = 0"), broken)
    with pytest.raises(ContentError) as error:
        load_library(tmp_path)
    assert len(str(error.value).splitlines()) == 3


def test_an_unknown_exercise_gets_a_suggestion(tmp_path: Path) -> None:
    text = item("").replace("toe-taps", "toe-tabs")
    write(tmp_path, routine=text)
    with pytest.raises(ContentError, match='did you mean "toe-taps"') as error:
        load_library(tmp_path)
    assert f"taps.toml:{line_of(text, 'toe-tabs')}: items[1].exercise: " in str(error.value)


def test_an_unknown_name_gets_a_suggestion_and_the_command_that_lists_all(tmp_path: Path) -> None:
    library = load_library(write(tmp_path))
    for look_up, message in [
        (library.routine, 'There is no routine "tabs"; did you mean "taps"? '),
        (library.exercise, 'There is no exercise "toe-tabs"; did you mean "toe-taps"? '),
        (library.workout, 'There is no routine or exercise "toe-tabs"; did you mean "toe-taps"? '),
        (library.as_routine, 'There is no routine or exercise "x". '),
    ]:
        with pytest.raises(ContentError) as error:
            look_up(message.split('"')[1])
        assert str(error.value) == message + "To see all of them: voicecoach list"


def test_a_later_directory_replaces_what_an_earlier_one_has(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, routine in ((first, ROUTINE), (second, item("sets = 5"))):
        folder.mkdir()
        write(folder, routine=routine)
    assert len(load_library(first, second).routine("taps").items) == 1
    assert len(load_library(second, first).routine("taps").items) == 2


def test_a_directory_that_does_not_exist_adds_nothing(tmp_path: Path) -> None:
    assert load_library(tmp_path / "nowhere") == load_library()


STAGES = """name = "Taps"
summary = "Taps."
level = 1
every_days = 2
[[stages]]
weeks = 2
words = ["Few taps."]
[[stages.items]]
exercise = "toe-taps"
count = 8
[[stages]]
weeks = 6
[[stages.items]]
exercise = "toe-taps"
count = 12
sets = 3
[[sources]]
title = "Somebody 2020"
claim = "It helps."
"""


def test_a_routine_may_have_stages(tmp_path: Path) -> None:
    write(tmp_path, routine=STAGES)
    routine = load_library(tmp_path).routine("taps")
    first, second = routine.stages
    assert (routine.every_days, routine.weeks, routine.items) == (2, 8, first.items)
    assert (first.weeks, first.words) == (2, ("Few taps.",))
    assert second.items[0].exercise.sets == 3
    assert routine.in_week(3).items == second.items
    assert [source.title for source in routine.sources] == ["Somebody 2020"]


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("count = 12", "cuont = 12", r"15: stages\[2\]\.items\[1\]\.cuont: .*count"),
        ("count = 8", "seconds = 8", r"10: stages\[1\]\.items\[1\]\.seconds: "),
        ("weeks = 6", "weeks = 0", r"12: stages\[2\]\.weeks: expected at least 1"),
    ],
)
def test_a_mistake_in_a_stage_has_its_line(
    tmp_path: Path, right: str, wrong: str, place: str
) -> None:
    write(tmp_path, routine=STAGES.replace(right, wrong))
    with pytest.raises(ContentError, match=rf"taps\.toml:{place}"):
        load_library(tmp_path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (STAGES + '[[items]]\nexercise = "toe-taps"\n', "5: stages: expected either .*, got both"),
        ('name = "Taps"\nlevel = 1\nsummary = "Taps."\n', "1: items: missing .*or else stages"),
    ],
)
def test_a_routine_has_either_items_or_stages(tmp_path: Path, text: str, problem: str) -> None:
    write(tmp_path, routine=text)
    with pytest.raises(ContentError, match=rf"taps\.toml:{problem}"):
        load_library(tmp_path)
