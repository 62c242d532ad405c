"""Routines as their users write them, as transcripts; `--update-golden` writes them anew.

Six routines of a trainer, a yoga teacher, a runner and a physiotherapist are files (`data/own`);
six well-known workouts are plain words (`data/workouts`), which are read first.
"""

from pathlib import Path

import pytest

from tests.core.sample import READY_WAIT_MS
from tests.sessions.transcripts import GOLDEN, assert_golden, transcript_of
from voicecoach.content.checking import check_file
from voicecoach.content.loader import load_library
from voicecoach.core.timeline.announcing import AnnouncementOptions
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.workout.routine import Routine
from voicecoach.workout_text.names import Names
from voicecoach.workout_text.plain_text import lines_of
from voicecoach.workout_text.reading import read_workout
from voicecoach.workout_text.tree import Outcome
from voicecoach.workout_text.writing import routine_text

DATA = Path(__file__).parents[1] / "data"
FILES = sorted((DATA / "own" / "routines").glob("*.toml"))
TEXTS = sorted((DATA / "workouts").glob("*.txt"))
NAMES = Names.of(load_library().exercises)
OPTIONS = AnnouncementOptions(equipment_wait_ms=30_000)


def session_of(routine: Routine) -> str:
    """A session of a user who says nothing."""
    steps = compile_steps(routine, ready_wait_ms=READY_WAIT_MS, options=OPTIONS)
    return transcript_of(routine, steps, [])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_users_file_runs_as_before(path: Path, request: pytest.FixtureRequest) -> None:
    assert check_file(path).warnings == ()
    now = session_of(load_library(DATA / "own").routine(path.stem))
    assert_golden(f"own-{path.stem}", now, update=request.config.getoption("--update-golden"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_known_workout_in_plain_words_runs_as_before(
    path: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    workout = read_workout(lines_of(path.read_bytes()), NAMES)
    assert {one.outcome for one in workout.readings} & {Outcome.NOT_UNDERSTOOD} == set()
    written = tmp_path / "routines" / path.with_suffix(".toml").name
    written.parent.mkdir()
    text = routine_text(workout, name=path.stem, source=path.name)
    written.write_text(text, encoding="utf-8")
    assert check_file(written).warnings == ()
    now = session_of(load_library(tmp_path).routine(path.stem))
    assert_golden(f"text-{path.stem}", now, update=request.config.getoption("--update-golden"))


@pytest.mark.parametrize(
    ("name", "first", "offsets_s"),
    [
        ("text-tabata", 1, [30 * n for n in range(8)]),
        ("own-tabata-twice", 0, [30 * n for n in range(8)]),
        ("own-tabata-twice", 8, [30 * n for n in range(8)]),
        ("text-couch-to-5k-week-1", 1, [150 * n + s for n in range(8) for s in (0, 60)]),
        ("own-run-walk-one", 1, [150 * n + s for n in range(8) for s in (0, 60)]),
    ],
)
def test_work_begins_at_its_time_on_the_clock(name: str, first: int, offsets_s: list[int]) -> None:
    text = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    begun = [line.split()[0] for line in text.splitlines() if line.endswith("sound     go")]
    times_ms = [_milliseconds(one) for one in begun][first : first + len(offsets_s)]
    assert [time_ms - times_ms[0] for time_ms in times_ms] == [1000 * one for one in offsets_s]


def _milliseconds(time: str) -> int:
    minutes, seconds = time.split(":")
    return int(minutes) * 60_000 + round(float(seconds) * 1000)
