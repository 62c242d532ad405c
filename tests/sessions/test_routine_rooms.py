"""Three routines from end to end in virtual audio rooms, all at once, with a silent user."""

from contextlib import ExitStack

import pytest

from scripts.lab.room import Room
from scripts.lab.scripted_user import Line, coach_in
from voicecoach.content.loader import load_library

pytestmark = [pytest.mark.room, pytest.mark.long]

ROUTINES = ("quick", "warm-up", "recovery")
BRIEFLY = (
    *("--minutes", "4", "--verbosity", "minimal", "--speed", "1.5"),
    *("--ready-wait", "3", "--equipment-wait", "3"),
)


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Line]]:
    """The whole log of each session; they run side by side, each in a room of its own."""
    with ExitStack() as stack:
        coaches = {}
        for routine in ROUTINES:
            room = stack.enter_context(Room())
            folder = tmp_path_factory.mktemp(routine)
            coaches[routine] = stack.enter_context(coach_in(room, folder, routine, *BRIEFLY))
        return {routine: list(coach.follow(timeout_s=420)) for routine, coach in coaches.items()}


@pytest.mark.parametrize("routine", ROUTINES)
def test_a_routine_runs_to_its_end(routine: str, logs: dict[str, list[Line]]) -> None:
    (ended,) = (line for line in logs[routine] if line["fact"] == "SessionEnded")
    assert ended["completed"]
    assert logs[routine][-1]["fact"] == "PhaseEntered"
    assert logs[routine][-1]["phase"] == "finished"


@pytest.mark.parametrize("routine", ROUTINES)
def test_every_set_was_done_in_full(routine: str, logs: dict[str, list[Line]]) -> None:
    done = [line for line in logs[routine] if line["fact"] == "SetEnded"]
    assert done
    assert all(line["completed"] for line in done)
    order = [item.exercise.slug for item in load_library().routines[routine].items]
    exercises = list(dict.fromkeys(line["exercise"] for line in done))
    assert exercises == order[: len(exercises)]


@pytest.mark.parametrize("routine", ROUTINES)
def test_nothing_was_heard_or_lost(routine: str, logs: dict[str, list[Line]]) -> None:
    facts = {line["fact"] for line in logs[routine]}
    assert "IntentHeard" not in facts
    assert "DeviceChanged" not in facts
