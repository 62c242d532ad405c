"""Whole sessions of every routine as transcripts; `--update-golden` writes them anew."""

from dataclasses import replace

import pytest

from tests.core.sample import READY_WAIT_MS
from tests.sessions.transcripts import assert_golden, transcript_of
from voicecoach.content.loader import load_library
from voicecoach.core.events import Event
from voicecoach.core.facts import PlaceReached, SessionStarted
from voicecoach.core.progression.past import Unfinished
from voicecoach.core.session import Remembered
from voicecoach.core.timeline.announcing import AnnouncementOptions, morning_question
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.resuming import continuation, offer
from voicecoach.core.timeline.steps import Step
from voicecoach.core.workout.exercise import Side
from voicecoach.core.workout.routine import Routine
from voicecoach.simulation.scripted import heard

LIBRARY = load_library()
OPTIONS = AnnouncementOptions(equipment_wait_ms=30_000)
SESSIONS: dict[str, list[tuple[int, Event]]] = {
    **{f"{slug}-alone": [] for slug in LIBRARY.routines},
    "balance-steered": [
        heard(6_000, "ready"),
        heard(20_000, "ready"),
        heard(33_000, "how many left"),
        heard(40_000, "pause"),
        heard(50_000, "resume"),
        heard(62_000, "faster"),
        heard(70_000, "next"),
        heard(76_000, "what's next"),
        heard(85_000, "ready"),
        heard(90_000, "ready"),
        heard(104_000, "down"),
        heard(110_000, "back"),
        heard(125_000, "help"),
        heard(140_000, "skip"),
        heard(150_000, "repeat"),
        heard(160_000, "stop"),
        heard(165_000, "no"),
        heard(175_000, "quit"),
        heard(180_000, "yes"),
    ],
    "strength-adapted": [
        heard(6_000, "ready"),
        heard(33_000, "ready"),
        heard(43_000, "only eight"),
        heard(50_000, "two more"),
        heard(70_000, "ouch"),
        heard(77_000, "four"),
        heard(105_000, "resume"),
        heard(150_000, "last time"),
        heard(160_000, "more time"),
        heard(240_000, "too easy"),
        heard(300_000, "ouch"),
        heard(306_000, "seven"),
        heard(325_000, "resume"),
        heard(340_000, "ready"),
        heard(380_000, "harder"),
        heard(400_000, "resume"),
        heard(481_000, "easier"),
        heard(490_000, "skip"),
        heard(560_000, "stop"),
        heard(565_000, "yes"),
    ],
    "balance-resumed": [
        heard(7_000, "yes"),
        heard(16_000, "no"),
        heard(60_000, "down"),
    ],
    "full-new": [heard(7_000, "ready"), heard(332_000, "skip")],
    "balance-afresh": [
        heard(7_000, "no"),
        heard(16_000, "no"),
        heard(60_000, "easier"),
    ],
}
QUESTIONS = {"balance-resumed", "balance-afresh"}
"""Sessions that know of a workout that broke off, and of pain."""
FIRST = {"full-new"}
"""Sessions of a user who hears everything for the first time."""


def before(routine: Routine, steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], Remembered]:
    """The questions at the beginning of such a session, and what it knows."""
    place = PlaceReached(1, "single-leg-balance", 2, Side.LEFT, None)
    started = SessionStarted(routine.slug)
    stopped = Unfinished("before", 0.0, started, place, done=(), active_ms=300_000)
    going_on = continuation(stopped, routine, steps, options=OPTIONS, ready_wait_ms=READY_WAIT_MS)
    assert going_on
    pain = morning_question(routine.items[0].exercise)
    return (offer(going_on), pain), Remembered(going_on)


def transcript(slug: str, script: list[tuple[int, Event]], *, questions: bool, first: bool) -> str:
    """This routine with this user, in the words of the language that is shipped."""
    routine = LIBRARY.routine(slug)
    new = frozenset(item.exercise.slug for item in routine.items if first)
    options = replace(OPTIONS, new_exercises=new, cautioned_exercises=new, first_start=first)
    steps = compile_steps(routine, ready_wait_ms=READY_WAIT_MS, options=options)
    asked, remembered = before(routine, steps) if questions else ((), Remembered())
    return transcript_of(routine, (*asked, *steps), script, remembered)


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_is_the_same_as_before(name: str, request: pytest.FixtureRequest) -> None:
    slug = name.rpartition("-")[0]
    now = transcript(slug, SESSIONS[name], questions=name in QUESTIONS, first=name in FIRST)
    assert_golden(name, now, update=request.config.getoption("--update-golden"))
