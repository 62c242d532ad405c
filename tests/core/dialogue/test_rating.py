"""Rating of an exercise: asked once, in the rest after it, and never in the way."""

import pytest

from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISES,
    TOWEL_CURLS,
    at_phase,
    efforts_of,
    play,
)
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.events import Pressed
from voicecoach.core.facts import Effort
from voicecoach.core.phases import Phase


def test_after_an_exercise_it_asks_once_how_it_was() -> None:
    played = at_phase(play(CALF_RAISES, BAREFOOT_BALANCE), Phase.RATING)
    played.until(played.now_ms + 7000)
    assert played.words().count("How was that: too easy, about right, or too hard?") == 1
    played.say("hard")
    assert efforts_of(played) == [Effort.HARD]
    assert played.session.phase is Phase.RESTING


@pytest.mark.parametrize(
    ("words", "key", "effort"),
    [
        ("easy", "1", Effort.EASY),
        ("right", "2", Effort.RIGHT),
        ("just right", "2", Effort.RIGHT),
        ("hard", "3", Effort.HARD),
    ],
)
def test_words_and_keys_answer(words: str, key: str, effort: Effort) -> None:
    played = at_phase(play(CALF_RAISES, BAREFOOT_BALANCE), Phase.RATING)
    assert efforts_of(played.say(words)) == [effort]
    played = at_phase(play(CALF_RAISES, BAREFOOT_BALANCE), Phase.RATING)
    played.tell(Pressed(key), played.now_ms)
    assert efforts_of(played) == [effort]


def test_silence_is_an_answer_and_costs_no_time() -> None:
    silent = at_phase(play(CALF_RAISES, BAREFOOT_BALANCE), Phase.RATING)
    began_ms = silent.now_ms
    silent.until_phase(Phase.ANNOUNCING)
    assert efforts_of(silent) == [None]
    assert silent.now_ms - began_ms <= 15_000


def test_in_too_short_a_rest_it_is_not_asked() -> None:
    def slow(phrase: object) -> int:
        return 8000

    played = play(CALF_RAISES, BAREFOOT_BALANCE, voice=slow)
    played.until_phase(Phase.RESTING).until_phase(Phase.COUNTING).until_phase(Phase.RESTING)
    assert efforts_of(played.until_phase(Phase.HOLDING)) == []


def test_an_exercise_that_was_called_too_easy_is_not_asked_about() -> None:
    played = at_phase(play(TOWEL_CURLS, BAREFOOT_BALANCE), Phase.TALLYING)
    played.say("too easy")
    played.until_phase(Phase.RESTING)
    played.until_phase(Phase.HOLDING)
    assert efforts_of(played) == [Effort.EASY]


def test_an_exercise_of_which_nothing_was_done_is_not_asked_about() -> None:
    played = at_phase(play(CALF_RAISES, BAREFOOT_BALANCE), Phase.READY)
    played.want(Intent.SKIP)
    played.until_phase(Phase.HOLDING)
    assert efforts_of(played) == []


def test_the_last_exercise_is_asked_about_while_the_summary_goes_on() -> None:
    played = play(CALF_RAISES).until_phase(Phase.SUMMARY)
    played.until(played.now_ms + 6000)
    assert "How was that: too easy, about right, or too hard?" in played.words()
    played.say("right").until_phase(Phase.FINISHED)
    assert efforts_of(played) == [Effort.RIGHT]
    assert efforts_of(play(CALF_RAISES).until_phase(Phase.FINISHED)) == [None]


def test_a_user_who_finishes_early_is_not_asked() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    played.press(Intent.STOP)
    played.press(Intent.YES)
    played.until_phase(Phase.FINISHED)
    assert efforts_of(played) == []
