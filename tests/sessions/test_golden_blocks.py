"""Sessions of routines with blocks as transcripts; `--update-golden` writes them anew."""

from pathlib import Path

import pytest

from tests.core.sample import READY_WAIT_MS
from tests.sessions.transcripts import assert_golden, transcript_of
from voicecoach.content.loader import load_library
from voicecoach.core.events import Event
from voicecoach.core.timeline.announcing import AnnouncementOptions
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.simulation.scripted import heard

LIBRARY = load_library(Path(__file__).parents[1] / "data" / "blocks")
OPTIONS = AnnouncementOptions(equipment_wait_ms=30_000)
SESSIONS: dict[str, list[tuple[int, Event]]] = {
    "circuit-alone": [],
    "ladder-alone": [],
    "tabata-alone": [],
    "tabata-paused": [
        heard(45_000, "how many left"),
        heard(52_000, "pause"),
        heard(60_000, "resume"),
        heard(75_000, "done"),
        heard(100_000, "what's next"),
        heard(120_000, "skip"),
    ],
    "emom-alone": [],
    "amrap-counted": [
        heard(60_000, "got it"),
        heard(110_000, "got it"),
        heard(111_000, "how many left"),
        heard(170_000, "three"),
    ],
}


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_is_the_same_as_before(name: str, request: pytest.FixtureRequest) -> None:
    routine = LIBRARY.routine(name.rpartition("-")[0])
    steps = compile_steps(routine, ready_wait_ms=READY_WAIT_MS, options=OPTIONS)
    now = transcript_of(routine, steps, SESSIONS[name])
    assert_golden(name, now, update=request.config.getoption("--update-golden"))
