"""Cautions: as reminders at work, and when the position changes after an exercise."""

from dataclasses import replace

from tests.core.sample import BAREFOOT_BALANCE, CALF_RAISES, TOWEL_CURLS, Played, play
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Rank
from voicecoach.core.phases import Phase
from voicecoach.core.workout.exercise import Caution, CautionTime

GATHER = "Gather the marbles."
MARBLES = replace(TOWEL_CURLS, cautions=(Caution(CautionTime.AFTER, GATHER),))


def times_said(played: Played, words: str) -> int:
    return played.words().count(words)


def test_a_caution_may_be_one_of_the_reminders() -> None:
    warned = replace(CALF_RAISES, cues=(), cautions=(Caution(CautionTime.CUE, "No dropping."),))
    played = play(warned).until_phase(Phase.SUMMARY)
    assert "No dropping." in played.words(Rank.COACHING)


def test_the_rest_after_an_exercise_begins_with_its_last_cautions() -> None:
    played = play(MARBLES, CALF_RAISES).until_phase(Phase.ANNOUNCING)
    played.until(played.now_ms + 100).until_phase(Phase.TALLYING)
    assert times_said(played, GATHER) == 0
    played.until_phase(Phase.RESTING).until_phase(Phase.COUNTING)
    assert times_said(played, GATHER) == 1


def test_they_are_said_at_the_end_of_the_workout_too() -> None:
    played = play(CALF_RAISES, MARBLES).until_phase(Phase.FINISHED)
    assert times_said(played, GATHER) == 1


def test_they_are_said_to_a_user_who_skips_what_is_left_of_the_exercise() -> None:
    played = play(MARBLES, CALF_RAISES).until_phase(Phase.TALLYING)
    played.until(played.now_ms + 10_000)
    played.want(Intent.SKIP)
    assert played.session.phase is Phase.ANNOUNCING
    played.until_phase(Phase.COUNTING)
    assert times_said(played, GATHER) == 1
    assert times_said(played, "Move slowly.") == 2


def test_they_are_said_to_a_user_who_stops_in_the_exercise() -> None:
    played = play(MARBLES, CALF_RAISES).until_phase(Phase.TALLYING)
    played.until(played.now_ms + 10_000)
    played.press(Intent.STOP)
    played.press(Intent.YES)
    played.until_phase(Phase.FINISHED)
    assert times_said(played, GATHER) == 1


def test_an_exercise_that_was_not_begun_leaves_nothing_to_gather() -> None:
    played = play(MARBLES, BAREFOOT_BALANCE).until_phase(Phase.ANNOUNCING)
    played.until(played.now_ms + 1000)
    played.want(Intent.SKIP)
    played.until_phase(Phase.HOLDING)
    assert times_said(played, GATHER) == 0
