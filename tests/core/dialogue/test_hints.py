"""The commands that the screen offers in each phase."""

import pytest

from tests.core.sample import LANGUAGE
from voicecoach.core.dialogue.hints import ALWAYS_SHOWN, HINTS, hints_of
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.transitions import TRANSITIONS
from voicecoach.core.phases import WORKING, Phase

SHOWN_AT_60_COLUMNS = 55
"""Letters of the row of words, without its label."""


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.FINISHED])
def test_every_hint_does_something_and_stop_and_help_are_among_them(phase: Phase) -> None:
    assert set(HINTS[phase]) <= TRANSITIONS[phase].keys()
    assert set(HINTS[phase]) >= ALWAYS_SHOWN
    assert len(set(HINTS[phase])) == len(HINTS[phase])


def row(phase: Phase) -> str:
    """Words that fit on a screen of the usual width."""
    return " · ".join(hints_of(phase, LANGUAGE.vocabulary))[:SHOWN_AT_60_COLUMNS]


@pytest.mark.parametrize("phase", sorted(WORKING, key=str))
def test_at_work_the_screen_says_how_to_tell_of_pain_and_how_to_ask_what_is_left(
    phase: Phase,
) -> None:
    words = LANGUAGE.vocabulary.words
    for intent in (Intent.DONE, Intent.OUCH, Intent.HOW_MANY_LEFT):
        assert words[intent][0] in row(phase)


def test_on_a_beat_the_screen_says_how_to_slow_down() -> None:
    assert LANGUAGE.vocabulary.words[Intent.SLOWER][0] in row(Phase.COUNTING)


def test_in_a_pause_the_screen_says_how_to_stop() -> None:
    assert LANGUAGE.vocabulary.words[Intent.STOP][0] in row(Phase.PAUSED)
