"""Commands that are tapped on a screen: as certain as keys, whatever the coach is saying."""

import pytest

from tests.core.sample import LANGUAGE, TOWEL_CURLS, Played, arrive, at_phase, play
from voicecoach.core.dialogue.hints import HINTS, taps_of
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.transitions import TRANSITIONS
from voicecoach.core.events import Heard, Tapped
from voicecoach.core.facts import EchoIgnored, IntentHeard
from voicecoach.core.phases import WORKING, Phase

WORDS = LANGUAGE.vocabulary.words


def tap(played: Played, words: str) -> Played:
    played.tell(Tapped(words), played.now_ms)
    return played


@pytest.mark.parametrize("phase", [phase for phase in Phase if HINTS[phase]])
def test_every_word_that_can_be_tapped_is_obeyed(phase: Phase) -> None:
    for words in taps_of(phase, LANGUAGE.vocabulary):
        played = tap(arrive(phase), words)
        heard = [fact for fact in played.facts if isinstance(fact, IntentHeard)]
        assert heard[-1].words == words
        assert heard[-1].accepted, words


@pytest.mark.parametrize("phase", sorted(WORKING, key=str))
def test_at_work_one_can_tap_what_a_deaf_user_needs(phase: Phase) -> None:
    for intent in (Intent.PAUSE, Intent.NEXT, Intent.REPEAT, Intent.EASIER, Intent.OUCH):
        assert WORDS[intent][0] in taps_of(phase, LANGUAGE.vocabulary)


def test_a_tap_is_not_taken_for_an_echo_of_the_coach() -> None:
    played = at_phase(play(TOWEL_CURLS), Phase.READY)
    at_ms, words, _ = played.said[-1]
    assert words.startswith("Say ready")
    played.until(at_ms + 800)
    played.tell(Heard("ready", played.now_ms - 300, played.now_ms), played.now_ms)
    assert isinstance(played.facts[-1], EchoIgnored)
    tap(played, "ready")
    assert played.session.phase is Phase.TALLYING


def test_a_tap_is_obeyed_during_sleep_and_can_end_it() -> None:
    played = arrive(Phase.COUNTING)
    played.want(Intent.SLEEP)
    tap(played, "pause")
    assert played.session.phase is Phase.PAUSED
    assert "Asleep" in played.view.notice
    tap(played, WORDS[Intent.WAKE][0])
    assert "Asleep" not in played.view.notice


@pytest.mark.parametrize("words", ["", "nonsense", "PAUSE", "pause pause", "seven"])
def test_a_tap_that_is_not_a_command_here_changes_nothing(words: str) -> None:
    played = arrive(Phase.COUNTING)
    before = len(played.effects)
    tap(played, words)
    assert played.effects[before:] == []


@pytest.mark.parametrize("phase", list(Phase))
def test_numbers_are_not_words_to_tap_and_no_word_is_there_twice(phase: Phase) -> None:
    taps = taps_of(phase, LANGUAGE.vocabulary)
    assert len(set(taps)) == len(taps)
    intents = {LANGUAGE.vocabulary.intent_of(words) for words in taps}
    assert intents <= set(TRANSITIONS[phase]) - {Intent.NUMBER, Intent.ZERO}
