"""Blocks, inline exercises and the way items are conducted, as routine files give them."""

from pathlib import Path

import pytest

from voicecoach.content.checking import check_file
from voicecoach.content.loader import load_library
from voicecoach.core.workout.amounts import set_ms
from voicecoach.core.workout.block import (
    AsManyRounds,
    BlockKind,
    InARow,
    InRounds,
    OnTheClock,
    Section,
)
from voicecoach.core.workout.conduct import Announce, Gate, Note, Resistance
from voicecoach.core.workout.exercise import Hold, Reps, Side, Sides, TempoPhase, Timed
from voicecoach.core.workout.routine import Purpose, Routine
from voicecoach.errors import ContentError

HEAD = 'name = "Mine"\nsummary = "My own."\nlevel = 1\n'
REPS = '{ kind = "reps", count = 5, tempo = [{ word = "up", seconds = 2 }] }'
SQUATS = f'name = "Squats"\ncounting = {REPS}\ninstruction = "Sit back, and stand up."\n'
PLANK = (
    'name = "Plank"\ncounting = { kind = "hold", seconds = 30 }\n'
    'instruction = "Elbows under your shoulders."\n'
)
CIRCUIT = f"""{HEAD}purpose = "strength"
[[blocks]]
section = "main"
name = "Legs"
note = "Slowly."
rounds = 3
rest_between_rounds_seconds = 90
[[blocks.items]]
{SQUATS}gate = "none"
announce = "name"
kilograms = 8
[[blocks.items]]
{PLANK}rest_after_seconds = 0
[[blocks]]
items = [{{ exercise = "calf-raises", gate = 10 }}]
"""


def routine_of(tmp_path: Path, text: str) -> Routine:
    """The routine of this file."""
    path = tmp_path / "routines" / "mine.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_library(tmp_path).routine("mine")


def complaint(tmp_path: Path, text: str) -> str:
    """The errors of this file."""
    with pytest.raises(ContentError) as caught:
        routine_of(tmp_path, text)
    return str(caught.value)


def test_the_items_of_a_block_have_its_rounds_as_sets(tmp_path: Path) -> None:
    squats, plank, calves = routine_of(tmp_path, CIRCUIT).items
    assert squats.block == plank.block
    assert squats.block is not None
    assert calves.block is not None
    assert (squats.block.name, squats.block.note) == ("Legs", "Slowly.")
    assert squats.block.section is Section.MAIN
    assert squats.block.kind == InRounds(90_000)
    assert calves.block.kind == InARow()
    assert [item.exercise.sets for item in (squats, plank)] == [3, 3]
    assert all(item.exercise.keeps_sets for item in (squats, plank))
    assert (squats.gate, squats.announce) == (Gate(asks=False), Announce.NAME)
    assert squats.exercise.resistance == Resistance(kilograms=8)
    assert calves.gate == Gate(asks=True, wait_ms=10_000)


def test_an_exercise_of_three_lines_has_defaults_for_the_rest(tmp_path: Path) -> None:
    _, plank, _ = routine_of(tmp_path, CIRCUIT).items
    exercise = plank.exercise
    assert (exercise.slug, exercise.counting) == ("plank", Hold(30_000))
    told = exercise.instructions
    assert told.long == told.short == told.minimal == ("Elbows under your shoulders.",)
    assert (exercise.sides, exercise.position, exercise.stop_sign) == (Sides.TOGETHER, "", "")
    assert (exercise.cues, exercise.muscles, exercise.cautions) == ((), (), ())


def test_a_purpose_groups_a_routine(tmp_path: Path) -> None:
    assert routine_of(tmp_path, CIRCUIT).purpose is Purpose.STRENGTH


def test_counts_make_as_many_rounds(tmp_path: Path) -> None:
    text = f"{HEAD}[[blocks]]\n[[blocks.items]]\n{SQUATS}counts = [9, 6, 3]\n"
    item = routine_of(tmp_path, text).items[0]
    assert item.exercise.sets == 3
    amounts = [item.in_set(number).counting for number in (1, 2, 3)]
    assert [one.count for one in amounts if isinstance(one, Reps)] == [9, 6, 3]


def test_counts_outside_of_blocks_make_as_many_sets(tmp_path: Path) -> None:
    item = routine_of(tmp_path, f"{HEAD}[[items]]\n{SQUATS}counts = [9, 6]\n").items[0]
    assert (item.exercise.sets, item.block) == (2, None)


@pytest.mark.parametrize(
    ("side", "first_sets"),
    [
        ("both", [(Side.RIGHT, Side.LEFT), (Side.RIGHT, Side.LEFT)]),
        ("left", [(Side.LEFT,), (Side.LEFT,)]),
        ("alternate", [(Side.RIGHT,), (Side.LEFT,)]),
    ],
)
def test_an_item_chooses_its_sides(
    tmp_path: Path, side: str, first_sets: list[tuple[Side, ...]]
) -> None:
    text = f'{HEAD}[[items]]\nexercise = "single-leg-balance"\nside = "{side}"\n'
    exercise = routine_of(tmp_path, text).items[0].exercise
    assert [exercise.sides_of(number) for number in (1, 2)] == first_sets


def test_a_stage_may_have_blocks(tmp_path: Path) -> None:
    text = f"{HEAD}[[stages]]\nweeks = 2\n[[stages.blocks]]\nrounds = 2\n"
    stage = routine_of(tmp_path, f"{text}[[stages.blocks.items]]\n{PLANK}").stages[0]
    assert stage.items[0].exercise.sets == 2


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kilograms = 8", "sets = 2", "blocks[1].items[1].sets: expected no sets in a block"),
        ("kilograms = 8", "counts = [5, 4]", "one number for each of 3 rounds, got 2"),
        ("kilograms = 8", "counts = [5, 4, 500]", "counts[3]: expected at most 100, got 500"),
        ("kilograms = 8", 'side = "left"', "expected an exercise whose sides work one at a time"),
        ('gate = "none"', 'gate = "soon"', 'expected "ready", "none", or 0 to 600 seconds'),
        ('gate = "none"', "gate = true", 'expected "ready", "none", or 0 to 600 seconds'),
        ('announce = "name"', 'announce = "half"', "items[1].announce: expected"),
        ('name = "Squats"\n', "", "items[1].name: missing (spoken name)"),
        ('instruction = "Sit back, and stand up."\n', "", "items[1].instruction: missing"),
        (f"counting = {REPS}\n", "", "items[1].counting: missing"),
        ('name = "Squats"', 'exercise = "calf-raises"', "an exercise of its own, got counting"),
        ('exercise = "calf-raises", ', "", "blocks[2].items[1].exercise: missing"),
        ("rounds = 3", "rounds = 101", "rounds: expected at most 100, got 101"),
        ('section = "main"', 'section = "end"', 'got "end"'),
        ("[[blocks]]\nitems", "[[items]]\nx = 1\n[[blocks]]\nitems", "got both"),
    ],
)
def test_a_mistake_in_a_block_is_told(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in CIRCUIT
    assert expected in complaint(tmp_path, CIRCUIT.replace(old, new, 1))


def test_a_routine_that_would_never_end_is_refused(tmp_path: Path) -> None:
    items = ",".join(['{ exercise = "single-leg-balance" }'] * 40)
    text = f"{HEAD}[[blocks]]\nrounds = 100\nitems = [{items}]\n"
    assert "expected a routine of at most 5000 sets, got 8000" in complaint(tmp_path, text)


def test_a_file_with_blocks_is_checked_as_a_routine(tmp_path: Path) -> None:
    routine_of(tmp_path, CIRCUIT)
    assert check_file(tmp_path / "routines" / "mine.toml").warnings == ()


CLOCK = f"{HEAD}[[blocks]]\nCLOCK\n[[blocks.items]]\n{SQUATS}[[blocks.items]]\n{PLANK}"


@pytest.mark.parametrize(
    ("clock", "kind", "periods"),
    [
        ("work_seconds = 20\nrest_seconds = 10\nrounds = 8", OnTheClock(0), [30_000, 30_000]),
        ("work_seconds = 20\nrest_between_rounds_seconds = 30", OnTheClock(30_000), [20_000] * 2),
        ("every_seconds = 60\nrounds = 10", OnTheClock(0), [60_000, 60_000]),
        ("for_seconds = 600", AsManyRounds(600_000), [None, None]),
    ],
)
def test_a_block_runs_on_a_clock(
    tmp_path: Path, clock: str, kind: BlockKind, periods: list[int | None]
) -> None:
    items = routine_of(tmp_path, CLOCK.replace("CLOCK", clock)).items
    assert [item.block.kind for item in items if item.block] == [kind, kind]
    assert [item.period_ms for item in items] == periods


def test_in_intervals_a_hold_stays_a_hold_and_all_else_is_a_time(tmp_path: Path) -> None:
    items = routine_of(tmp_path, CLOCK.replace("CLOCK", "work_seconds = 20")).items
    assert [item.exercise.counting for item in items] == [Timed(20_000, ()), Hold(20_000)]


def test_an_item_has_its_own_time_and_rest_in_intervals(tmp_path: Path) -> None:
    text = CLOCK.replace("CLOCK", "work_seconds = 20") + "seconds = 90\nrest_after_seconds = 5\n"
    items = routine_of(tmp_path, text).items
    assert items[1].exercise.counting == Hold(90_000)
    assert [item.period_ms for item in items] == [20_000, 95_000]


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("work_seconds = 20\nevery_seconds = 60", "every_seconds: expected one of work_seconds"),
        ("rest_seconds = 10", "rest_seconds: expected work_seconds beside it"),
        ("for_seconds = 600\nrounds = 3", "rounds: expected no rounds with for_seconds"),
        ("every_seconds = 9", "expected a set of at most 9 seconds (every_seconds), got one of 10"),
        ("work_seconds = 1", "work_seconds: expected at least 3.0, got 1"),
        ("work_seconds = inf", "work_seconds: expected a finite number"),
    ],
)
def test_a_clock_that_does_not_fit_is_told(tmp_path: Path, clock: str, expected: str) -> None:
    assert expected in complaint(tmp_path, CLOCK.replace("CLOCK", clock))


@pytest.mark.parametrize(
    ("clock", "dose", "expected"),
    [
        ("work_seconds = 20", "seconds = 0", "expected 1 to 3600 seconds of work"),
        ("work_seconds = 20", "count = 5", "expected seconds, or nothing: in intervals"),
        ("every_seconds = 60", "sets = 2", "expected no sets in a block of several rounds"),
        ("for_seconds = 600", "counts = [5, 4]", "expected a count, since nobody knows the rounds"),
        ("every_seconds = 60\nrounds = 3", "counts = [5, 4]", "for each of 3 rounds, got 2"),
    ],
)
def test_a_dose_that_has_no_place_on_a_clock_is_told(
    tmp_path: Path, clock: str, dose: str, expected: str
) -> None:
    text = f"{HEAD}[[blocks]]\n{clock}\n[[blocks.items]]\n{SQUATS}{dose}\n"
    assert expected in complaint(tmp_path, text)


BREATH = '{ kind = "time", parts = [{ say = "in", seconds = 4 }, { say = "out", seconds = 6 }]'


def timed(tmp_path: Path, counting: str) -> Routine:
    """A routine of one exercise that is counted so."""
    text = f'name = "Breath"\ninstruction = "Breathe."\ncounting = {counting}\n'
    return routine_of(tmp_path, f"{HEAD}[[items]]\n{text}")


def test_parts_of_their_own_length_are_done_in_rounds(tmp_path: Path) -> None:
    parts = (TempoPhase("in", 4000), TempoPhase("out", 6000))
    counting = timed(tmp_path, BREATH + ", rounds = 6 }").items[0].exercise.counting
    assert counting == Timed(60_000, (), parts)


@pytest.mark.parametrize(
    ("counting", "expected"),
    [
        (BREATH + ", seconds = 60 }", "expected either parts or seconds, got both"),
        (BREATH + ", rounds = 400 }", "expected at most 60 minutes in all"),
        ('{ kind = "time" }', "missing (seconds, or else parts)"),
        ('{ kind = "time", seconds = 60, rounds = 2 }', "got rounds alone"),
    ],
)
def test_a_time_in_parts_that_does_not_fit_is_told(
    tmp_path: Path, counting: str, expected: str
) -> None:
    with pytest.raises(ContentError) as caught:
        timed(tmp_path, counting)
    assert expected in str(caught.value)


def test_an_item_does_an_exercise_in_parts_more_often(tmp_path: Path) -> None:
    text = f'name = "Breath"\ninstruction = "Breathe."\ncounting = {BREATH} }}\nrounds = 3\n'
    routine = routine_of(tmp_path, f"{HEAD}[[items]]\n{text}")
    assert set_ms(routine.items[0].exercise.counting) == 30_000


def test_the_notes_of_an_item_are_kept_with_their_times(tmp_path: Path) -> None:
    text = f'{HEAD}[[items]]\n{PLANK}notes = [{{ at_seconds = 15, text = "Breathe." }}]\n'
    assert routine_of(tmp_path, text).items[0].notes == (Note(15_000, "Breathe."),)


def warnings_of(tmp_path: Path, text: str) -> str:
    """The warnings of this file."""
    path = tmp_path / "routines" / "mine.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return "\n".join(check_file(path).warnings)


TIMED = '{ kind = "time", seconds = 6, areas = AREAS }'
AREAS = '["the whole of the heel", "the inner side of the arch", "each of the toes"]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f'[[items]]\n{PLANK}notes = [{{ at_seconds = 26, text = "Breathe slowly now." }}]\n',
            "mine.toml:8: items[1].notes[1]: warning: at 26 s this can't be heard, since the coach "
            'says "4" then: move or shorten it',
        ),
        (
            f'[[items]]\n{PLANK}notes = [{{ at_seconds = 40, text = "Late." }}]\n',
            "the set is over after 30 s: say it earlier",
        ),
        (
            f"[[items]]\n{SQUATS.replace(REPS, TIMED)}".replace("AREAS", AREAS),
            "is longer than its time: give it more time, or fewer words",
        ),
        (
            f"[[blocks]]\nwork_seconds = 20\nrest_seconds = 4\n[[blocks.items]]\n{SQUATS}"
            f"[[blocks.items]]\n{PLANK}",
            'the rest after it is too short to say "Next up: Plank.": make it longer',
        ),
    ],
)
def test_silent_lines_are_warnings_with_their_times_and_remedies(
    tmp_path: Path, text: str, expected: str
) -> None:
    assert expected in warnings_of(tmp_path, HEAD + text)


def test_lines_that_have_room_are_not_warnings(tmp_path: Path) -> None:
    text = f'{HEAD}[[items]]\n{PLANK}notes = [{{ at_seconds = 8, text = "Breathe." }}]\n'
    assert warnings_of(tmp_path, text) == ""


def test_an_exercise_with_a_name_of_one_letter_and_nothing_else_is_refused(tmp_path: Path) -> None:
    text = f'{HEAD}[[items]]\nname = "x"\ncounting = {REPS}\n'
    assert "items[1].instruction: missing" in complaint(tmp_path, text)
