"""Sessions of routines with blocks as transcripts; `--update-golden` writes them anew."""

from pathlib import Path

import pytest

from tests.sessions.transcripts import READY_WAIT_MS, assert_golden, transcript_of
from voicecoach.content.loader import load_library
from voicecoach.core.events import Event
from voicecoach.core.timeline.announcing import AnnouncementOptions
from voicecoach.core.timeline.compiler import compile_steps

LIBRARY = load_library(Path(__file__).parents[1] / "data" / "blocks")
OPTIONS = AnnouncementOptions(equipment_wait_ms=30_000)
SESSIONS: dict[str, list[tuple[int, Event]]] = {
    "circuit-alone": [],
    "ladder-alone": [],
}


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_goes_as_it_did(name: str, request: pytest.FixtureRequest) -> None:
    routine = LIBRARY.routine(name.rpartition("-")[0])
    steps = compile_steps(routine, ready_wait_ms=READY_WAIT_MS, options=OPTIONS)
    now = transcript_of(routine, steps, SESSIONS[name])
    assert_golden(name, now, update=request.config.getoption("--update-golden"))
