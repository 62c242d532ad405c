"""In a break the screen shows what comes next, not what is over."""

from dataclasses import replace

from tests.core.sample import BAREFOOT_BALANCE, CALF_RAISES, SINGLE_LEG_BALANCE, at_work, play
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.phases import Phase
from voicecoach.core.view import Ahead


def test_before_another_exercise_it_is_the_next_one() -> None:
    played = play(CALF_RAISES, SINGLE_LEG_BALANCE)
    at_work(played, Phase.COUNTING)
    played.until_phase(Phase.RATING, at_most_ms=600_000)
    assert played.view.exercise == "Calf raises"
    assert played.view.ahead == Ahead(
        "Single leg balance", "Exercise 2 of 2", "", "Right foot", is_other=True
    )


def test_between_sets_it_is_the_next_set() -> None:
    played = play(CALF_RAISES)
    at_work(played, Phase.COUNTING)
    played.until_phase(Phase.RESTING)
    ahead = played.view.ahead
    assert ahead is not None
    assert (ahead.exercise, ahead.set_label, ahead.is_other) == ("Calf raises", "Set 2 of 2", False)


def test_between_sides_it_is_the_other_side() -> None:
    played = play(BAREFOOT_BALANCE)
    at_work(played, Phase.HOLDING)
    played.until_phase(Phase.SWITCHING, at_most_ms=600_000)
    ahead = played.view.ahead
    assert ahead is not None
    assert ahead.side == "Left foot"
    played.want(Intent.PAUSE)
    assert (played.session.phase, played.view.ahead) == (Phase.PAUSED, ahead)


def test_the_view_stays_at_the_last_set_while_it_hurts() -> None:
    two_sets = replace(SINGLE_LEG_BALANCE, sets=2)
    played = play(CALF_RAISES, two_sets)
    at_work(played, Phase.COUNTING)
    played.until_phase(Phase.RATING, at_most_ms=600_000)
    played.want(Intent.OUCH)
    assert played.session.phase is Phase.HURTING
    assert (played.view.exercise, played.view.ahead) == ("Calf raises", None)
