"""A coach that can't hear never asks for a spoken word."""

import pytest

from voicecoach.content.loader import load_language
from voicecoach.core.control import Control
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import phrase

LANGUAGE = load_language()
PHASES = [phase for phase in Phase if phase is not Phase.FINISHED]


@pytest.mark.parametrize("phase", PHASES)
def test_help_names_keys_to_a_user_with_a_keyboard(phase: Phase) -> None:
    said = LANGUAGE.book.sentence(phrase(f"help.{phase.value}", control=Control.KEYS.value))
    assert said.startswith("Press ")
    assert "say " not in said.lower()


@pytest.mark.parametrize("key", ["greeting.help", "block.count", "dose.say-arrived"])
@pytest.mark.parametrize("control", [Control.KEYS, Control.NONE])
def test_no_word_is_asked_for(key: str, control: Control) -> None:
    said = LANGUAGE.book.sentence(phrase(key, control=control.value))
    assert "say " not in said.lower()
