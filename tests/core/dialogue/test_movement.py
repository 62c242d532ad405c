"""A picture gets what it needs of a session: the current rep's movement, and what comes next."""

from tests.core.sample import (
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    SINGLE_LEG_BALANCE,
    TOWEL_CURLS,
    Played,
    at_phase,
    at_work,
    play,
)
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Show
from voicecoach.core.phases import Phase
from voicecoach.core.view import Movement, MovementPart, Pictured
from voicecoach.core.workout.exercise import Side

UP, HOLD, DOWN = MovementPart("up", 2000), MovementPart("hold", 1000), MovementPart("down", 3000)


def movements(played: Played) -> list[int]:
    """Times at which the reps shown began, in order, ms."""
    shown = [effect.view.movement for _, effect in played.effects if isinstance(effect, Show)]
    began = [one.began_ms for one in shown if one and one.began_ms is not None]
    return list(dict.fromkeys(began))


def test_each_rep_is_shown_from_its_beginning_with_its_parts() -> None:
    played = play(CALF_RAISES)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until_phase(Phase.RESTING)
    assert movements(played) == [begins_ms + 6000 * rep for rep in range(5)]


def test_the_movement_is_that_which_is_heard() -> None:
    played = play(CALF_RAISES, sound_delay_ms=200)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + 500)
    assert played.view.movement == Movement((UP, HOLD, DOWN), begins_ms + 200)


def test_before_the_work_and_in_a_pause_the_movement_has_a_tempo_but_no_time() -> None:
    played = at_phase(play(CALF_RAISES), Phase.READY)
    assert played.view.movement == Movement((UP, HOLD, DOWN), None)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + 7000)
    played.press(Intent.PAUSE)
    assert played.view.movement == Movement((UP, HOLD, DOWN), None)


def test_twice_as_fast_its_parts_are_half_as_long() -> None:
    played = play(CALF_RAISES, speed=2.0)
    at_phase(played, Phase.READY)
    assert played.view.movement is not None
    assert [part.duration_ms for part in played.view.movement.parts] == [1000, 500, 1500]


def test_a_step_is_one_part_and_a_turn_no_movement() -> None:
    played = play(HEEL_TO_TOE_WALK)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + 1600)
    assert played.view.movement == Movement((MovementPart("", 1500),), begins_ms + 1500)
    played.until(begins_ms + 5 * 1500 + 1000)
    assert played.view.movement == Movement((MovementPart("", 1500),), None)


def test_a_hold_has_no_movement() -> None:
    assert at_phase(play(SINGLE_LEG_BALANCE), Phase.HOLDING).view.movement is None


def test_the_next_work_is_named_by_what_is_new_about_it() -> None:
    played = play(SINGLE_LEG_BALANCE, CALF_RAISES)
    assert at_phase(played, Phase.HOLDING).view.next_up == "Left foot"
    assert at_phase(played, Phase.SWITCHING).view.next_up == "Left foot"
    assert played.until_phase(Phase.HOLDING).view.next_up == "Calf raises"
    assert played.until_phase(Phase.COUNTING).view.next_up == "Set 2 of 2"
    assert played.until_phase(Phase.RESTING).view.next_up == "Set 2 of 2"
    assert played.until_phase(Phase.COUNTING).view.next_up == ""


def test_the_picture_is_of_the_exercise_at_hand_and_in_a_break_of_the_next_one() -> None:
    played = at_phase(play(SINGLE_LEG_BALANCE, CALF_RAISES), Phase.HOLDING)
    assert played.view.pictured == Pictured(
        "single-leg-balance", None, None, Side.RIGHT, "Stand. Slowly."
    )
    played.until_phase(Phase.SWITCHING)
    assert played.view.pictured is not None
    assert played.view.pictured.side is Side.LEFT
    assert played.view.movement is None
    at_phase(played, Phase.RESTING)
    assert played.view.pictured is not None
    assert played.view.pictured.name == "calf-raises"
    assert played.view.movement == Movement((UP, HOLD, DOWN), None)
    assert at_phase(play(CALF_RAISES), Phase.GREETING).view.pictured is None


def test_work_without_a_tempo_moves_calmly() -> None:
    played = at_phase(play(TOWEL_CURLS), Phase.TALLYING)
    assert played.view.movement == Movement((MovementPart("", 4000),), None)


def test_an_announcement_says_itself_what_comes_next() -> None:
    assert at_phase(play(CALF_RAISES), Phase.ANNOUNCING).view.next_up == ""
