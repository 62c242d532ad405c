"""Explanations on request, and counting along with the user."""

import pytest

from tests.core.sample import CALF_RAISES, TOWEL_CURLS, at_phase, play
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.events import Heard
from voicecoach.core.facts import SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.view import CountProgress


def test_why_tells_muscles_and_benefit() -> None:
    played = at_phase(play(CALF_RAISES), Phase.READY)
    played.want(Intent.WHY)
    assert played.view.caption == "It works the calf. Strength."


def test_how_tells_all_of_the_instruction() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    played.want(Intent.HOW)
    played.until(played.now_ms + 5000)
    assert "Stand. Move slowly." in played.words()


@pytest.mark.parametrize("intent", [Intent.WHY, Intent.HOW, Intent.LAST_TIME])
def test_work_is_paused_for_a_long_answer(intent: Intent) -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    played.want(intent)
    assert played.session.phase is Phase.PAUSED


def test_the_tally_follows_what_the_user_says() -> None:
    played = at_phase(play(TOWEL_CURLS), Phase.TALLYING)
    for words in ("one", "two", "got it", "four", "seven"):
        now_ms = played.now_ms + 2000
        played.tell(Heard(words, now_ms - 500, now_ms - 100), now_ms)
    assert played.view.big == CountProgress("7", "15")
    assert "7. I missed 5 to 6." in played.words()


def test_a_set_at_ones_own_pace_ends_at_its_target() -> None:
    played = at_phase(play(TOWEL_CURLS), Phase.TALLYING)
    for _ in range(15):
        played.want(Intent.GOT_IT)
        played.until(played.now_ms + 1500)
    (ended,) = (fact for fact in played.facts if isinstance(fact, SetEnded))
    assert (ended.amount, ended.completed) == (15, True)
    assert played.session.phase is Phase.SUMMARY


def test_a_tally_survives_a_pause() -> None:
    played = at_phase(play(TOWEL_CURLS), Phase.TALLYING)
    played.want(Intent.GOT_IT)
    played.want(Intent.PAUSE)
    played.until(played.now_ms + 5000)
    played.want(Intent.RESUME)
    played.until(played.now_ms + 5000)
    played.want(Intent.GOT_IT)
    assert played.view.big == CountProgress("2", "15")


@pytest.mark.parametrize("phase", [Phase.READY, Phase.COUNTING, Phase.RESTING])
def test_a_number_nobody_asked_for_is_ignored(phase: Phase) -> None:
    played = at_phase(play(CALF_RAISES), phase)
    before = len(played.facts)
    played.tell(Heard("two", played.now_ms, played.now_ms), played.now_ms)
    assert played.session.phase is phase
    assert len(played.facts) == before
