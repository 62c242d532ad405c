"""Virtual time, the scripted user and the transcript."""

import io

import pytest

from voicecoach.core.effects import Rank
from voicecoach.core.events import Heard, Pressed
from voicecoach.core.facts import IntentHeard, PhaseEntered, SessionStarted, SetEnded
from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.simulation.scripted import (
    EstimatedVoice,
    ScriptedInbox,
    ScriptEndedError,
    Transcript,
    clock,
    heard,
    pressed,
)


def test_time_jumps_to_the_next_event_or_the_deadline() -> None:
    inbox = ScriptedInbox([pressed(9000, "q"), heard(2000, "next")])
    assert (inbox.wait(1000), inbox.now_ms()) == (None, 1000)
    assert (inbox.wait(5000), inbox.now_ms()) == (Heard("next", 2000, 2400), 2400)
    assert (inbox.wait(5000), inbox.now_ms()) == (None, 5000)
    assert (inbox.wait(None), inbox.now_ms()) == (Pressed("q"), 9000)


def test_time_never_steps_back() -> None:
    inbox = ScriptedInbox([pressed(500, "q")])
    assert inbox.wait(400) is None
    assert inbox.wait(100) is None
    assert inbox.now_ms() == 400


def test_a_script_that_is_over_while_the_session_waits_is_explained() -> None:
    inbox = ScriptedInbox([pressed(61_500, "p")])
    inbox.wait(None)
    with pytest.raises(ScriptEndedError, match=r"At 01:01\.500 .* such as resume"):
        inbox.wait(None)


@pytest.mark.parametrize(
    ("at_ms", "shown"), [(0, "00:00.000"), (67_250, "01:07.250"), (3_600_000, "60:00.000")]
)
def test_a_clock_shows_minutes_seconds_and_milliseconds(at_ms: int, shown: str) -> None:
    assert clock(at_ms) == shown


def test_an_estimated_voice_renders_nothing() -> None:
    voice = EstimatedVoice(len)
    used: list[object] = []
    voice.when_rendered("Hold.", used.append)
    assert (voice.length_ms("Hold."), used) == (5, [])


def test_the_transcript_contains_the_facts_that_matter_to_a_reader() -> None:
    out = io.StringIO()
    transcript = Transcript(out)
    transcript.note(0, SessionStarted("balance"))
    transcript.note(0, PhaseEntered("greeting", None))
    transcript.sounded(0, "Welcome.", Rank.TALK)
    transcript.sounded(900, "go", None)
    transcript.note(1000, IntentHeard("done", "down", "greeting", False, 600))
    hold = SetEnded("hold", 2, Side.LEFT, "inwards", Measure.SECONDS, 17.0, 60.0, True, True)
    transcript.note(2000, hold)
    assert out.getvalue().splitlines() == [
        "00:00.000  phase     greeting",
        "00:00.000  talk      Welcome.",
        "00:00.900  sound     go",
        "00:01.000  user      down -> done (refused)",
        "00:02.000  done      hold set 2 left inwards: 17 of 60 seconds",
    ]
