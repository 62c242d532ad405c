"""The setting for signs that the coach did not understand."""

from dataclasses import replace

import pytest

from tests.app.session.rehearsed import preparation
from voicecoach.core.dialogue.hints import HINTS
from voicecoach.core.effects import Earcon, Play
from voicecoach.core.events import NotUnderstood, Pressed
from voicecoach.core.phases import Phase
from voicecoach.simulation.scripted import EstimatedVoice

VOICE = EstimatedVoice(lambda _text: 1000)
MISSED = NotUnderstood(60_000, 61_000, -20.0, None, 60_000, -2.0)


@pytest.mark.parametrize("feedback", [True, False])
def test_the_setting_decides_if_a_miss_gets_a_sign(feedback: bool) -> None:
    prepared = preparation("start calf-raises")
    settings = replace(prepared.settings, feedback=feedback)
    session = replace(prepared, settings=settings).session(VOICE, sound_delay_ms=0)
    session.begin(0)
    session.handle(Pressed("space"), 20_000)
    assert session.phase is Phase.PAUSED
    effects = session.handle(MISSED, 62_000)
    signs = [each.earcon for each in effects if isinstance(each, Play)]
    assert signs == ([Earcon.NOT_UNDERSTOOD] if feedback else [])


def test_answers_are_rendered_before_they_are_needed() -> None:
    sentences = preparation("start calf-raises").sentences()
    told = [one for one in sentences if one.startswith("I didn't get that.")]
    assert len(told) > 5
    assert len(told) <= len(HINTS)
