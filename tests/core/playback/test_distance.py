"""A distance at the user's own pace, which is over when they say so."""

from dataclasses import replace

from tests.core.sample import exercise, play
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.facts import SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.view import Stopwatch
from voicecoach.core.workout.conduct import Resistance
from voicecoach.core.workout.exercise import Distance, Measure

RUN = exercise("run", Distance(400, 600_000))


def test_a_distance_is_done_when_the_user_says_so() -> None:
    played = play(RUN).until_phase(Phase.HOLDING)
    played.until(played.now_ms + 100_000)
    assert isinstance(played.view.big, Stopwatch)
    played.want(Intent.DONE)
    (ended,) = (fact for fact in played.facts if isinstance(fact, SetEnded))
    assert (ended.measure, ended.amount, ended.completed) == (Measure.METERS, 400.0, True)


def test_a_distance_of_which_nobody_says_anything_is_not_recorded() -> None:
    played = play(RUN).until_phase(Phase.SUMMARY)
    assert not [fact for fact in played.facts if isinstance(fact, SetEnded)]


def test_the_weight_of_a_set_is_recorded_and_shown() -> None:
    sled = replace(RUN, resistance=Resistance(kilograms=40))
    played = play(sled).until_phase(Phase.HOLDING)
    played.until(played.now_ms + 50_000)
    assert played.view.set_label == "40 kg"
    played.want(Intent.DONE)
    (ended,) = (fact for fact in played.facts if isinstance(fact, SetEnded))
    assert ended.kilograms == 40
