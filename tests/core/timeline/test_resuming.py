"""Resuming an unfinished workout, and the facts that make it possible."""

from dataclasses import replace

import pytest

from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    SINGLE_LEG_BALANCE,
    TOWEL_CURLS,
    Played,
    at_phase,
    continuation_of,
    efforts_of,
    play,
    routine,
    unfinished_at,
)
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.events import Pressed
from voicecoach.core.facts import (
    DoseGiven,
    PainReported,
    PhaseEntered,
    PlaceReached,
    ResumeDeclined,
    SessionEnded,
    SessionResumed,
    SessionStarted,
    SetEnded,
)
from voicecoach.core.phases import Phase
from voicecoach.core.progression.past import CLOCK_SKEW_S, RESUMABLE_S
from voicecoach.core.session import Remembered
from voicecoach.core.timeline.announcing import AnnouncementOptions
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.resuming import (
    Continuation,
    as_given,
    continuation,
    is_offered,
    offer,
)
from voicecoach.core.timeline.waits import OFFER_MS
from voicecoach.core.workout.exercise import Difficulty, Measure, Reps, Side, Variation

EXERCISES = CALF_RAISES, SINGLE_LEG_BALANCE
FIRST_SET = SetEnded("calf-raises", 1, None, None, Measure.REPS, 5, 5, True, False)
SECOND_SET = PlaceReached(0, "calf-raises", 2, None, None)
LEFT_FOOT = PlaceReached(1, "single-leg-balance", 1, Side.LEFT, None)


def asked(place: PlaceReached = SECOND_SET, *, takes_up: bool = False) -> Played:
    """A session that knows of a workout that stopped there."""
    going_on = continuation_of(unfinished_at(place, FIRST_SET), *EXERCISES)
    before = () if takes_up else (offer(going_on),)
    return play(*EXERCISES, before=before, remembered=Remembered(going_on, takes_up))


def places(played: Played) -> list[PlaceReached]:
    return [fact for fact in played.facts if isinstance(fact, PlaceReached)]


def test_the_place_is_kept_whenever_it_changes() -> None:
    played = play(*EXERCISES)
    assert places(played) == []
    played.until_phase(Phase.ANNOUNCING)
    assert places(played) == [PlaceReached(0, "calf-raises", 1, None, None)]
    played.until_phase(Phase.RESTING)
    assert places(played)[-1] == SECOND_SET
    at_phase(played, Phase.HOLDING)
    played.until_phase(Phase.SWITCHING)
    assert places(played)[-1] == LEFT_FOOT
    played.until_phase(Phase.FINISHED)
    assert len(places(played)) == len(set(places(played)))


def test_the_dose_is_kept_before_the_first_set_of_each_exercise() -> None:
    played = play(*EXERCISES).until_phase(Phase.FINISHED)
    doses = [fact for fact in played.facts if isinstance(fact, DoseGiven)]
    assert [(dose.exercise, dose.sets, dose.target, dose.measure) for dose in doses] == [
        ("calf-raises", 2, 5, Measure.REPS),
        ("single-leg-balance", 1, 30, Measure.SECONDS),
    ]


def test_it_asks_first_and_nothing_of_this_session_is_a_place_yet() -> None:
    played = asked().until(3000)
    assert played.session.phase is Phase.OFFERING
    assert played.view.caption == "You stopped in calf raises, set 2. Shall we carry on from there?"
    assert isinstance(played.facts[0], SessionStarted)
    assert places(played) == []


@pytest.mark.parametrize("answer", [Intent.YES, Intent.RESUME])
def test_yes_goes_on_with_the_set_after_its_exercise_was_announced(answer: Intent) -> None:
    played = asked().until(8000)
    played.want(answer)
    assert SessionResumed("before") in played.facts
    assert played.session.phase is Phase.ANNOUNCING
    played.until_phase(Phase.COUNTING)
    assert "Back to it: set 2 of 2." in played.words()
    assert played.view.set_label == "Set 2 of 2"
    played.until_phase(Phase.RATING)
    done = [fact for fact in played.facts if isinstance(fact, SetEnded)]
    assert [one.set_number for one in done] == [2]


def test_sets_done_before_count_in_the_summary() -> None:
    played = asked().until(8000)
    played.want(Intent.YES)
    played.until_phase(Phase.FINISHED)
    (end,) = (fact for fact in played.facts if isinstance(fact, SessionEnded))
    assert end.sets == 1 + 1 + 1, "both feet count once"
    assert end.active_ms > 60_000


def test_no_begins_afresh_and_says_so() -> None:
    played = asked().until(8000)
    played.want(Intent.NO)
    assert ResumeDeclined("before") in played.facts
    assert played.session.phase is Phase.GREETING
    assert played.view.caption == "Okay, from the start."
    played.until_phase(Phase.COUNTING)
    assert played.view.set_label == "Set 1 of 2"


def test_keys_answer_too() -> None:
    played = asked().until(500)
    played.tell(Pressed("y"), 500)
    assert SessionResumed("before") in played.facts
    played = asked().until(500)
    played.tell(Pressed("n"), 500)
    assert ResumeDeclined("before") in played.facts


def test_without_an_answer_it_resumes() -> None:
    played = asked().until_phase(Phase.ANNOUNCING)
    assert played.now_ms >= OFFER_MS
    assert SessionResumed("before") in played.facts


def test_it_can_be_resumed_without_a_question() -> None:
    played = asked(takes_up=True)
    assert played.session.phase is Phase.ANNOUNCING
    assert SessionResumed("before") in played.facts
    played.until(3000)
    assert not any("Welcome" in words for _, words, _ in played.said)


def test_it_goes_on_at_the_side_that_was_to_come() -> None:
    played = asked(LEFT_FOOT).until(8000)
    played.want(Intent.YES)
    played.until_phase(Phase.HOLDING)
    assert played.view.side == "Left foot"
    played.want(Intent.BACK)
    assert played.session.phase is Phase.HOLDING
    assert played.view.side == "Right foot"


def test_at_the_first_set_of_an_exercise_it_is_announced_as_usual() -> None:
    played = asked(PlaceReached(1, "single-leg-balance", 1, Side.RIGHT, None)).until(8000)
    played.want(Intent.YES)
    played.until_phase(Phase.HOLDING)
    assert not any("We carry on" in words for _, words, _ in played.said)
    assert played.view.side == "Right foot"


def test_a_workout_whose_position_no_longer_exists_is_not_resumed() -> None:
    chosen = routine(BAREFOOT_BALANCE)
    steps = compile_steps(chosen, ready_wait_ms=20_000)
    stopped = unfinished_at(SECOND_SET)
    assert (
        continuation(stopped, chosen, steps, options=AnnouncementOptions(), ready_wait_ms=20_000)
        is None
    )


def test_a_set_that_had_just_ended_is_not_done_again() -> None:
    place = PlaceReached(0, "calf-raises", 1, None, None)
    going_on = continuation_of(unfinished_at(place, FIRST_SET), *EXERCISES)
    question = offer(going_on).lines
    assert dict(question[0].phrase.values)["number"] == "2"


def test_a_workout_with_nothing_left_is_not_resumed() -> None:
    chosen = routine(CALF_RAISES)
    steps = compile_steps(chosen, ready_wait_ms=20_000)
    stopped = unfinished_at(SECOND_SET, FIRST_SET, replace(FIRST_SET, set_number=2))
    assert (
        continuation(stopped, chosen, steps, options=AnnouncementOptions(), ready_wait_ms=20_000)
        is None
    )


def test_only_a_recent_workout_that_was_more_than_begun_is_offered() -> None:
    stopped = unfinished_at(SECOND_SET, FIRST_SET)
    assert is_offered(stopped, now_s=stopped.left_s + RESUMABLE_S)
    assert not is_offered(stopped, now_s=stopped.left_s + RESUMABLE_S + 1)
    assert is_offered(stopped, now_s=stopped.left_s - CLOCK_SKEW_S)
    assert not is_offered(stopped, now_s=stopped.left_s - CLOCK_SKEW_S - 1)
    assert not is_offered(replace(stopped, done=()), now_s=stopped.left_s)
    assert is_offered(unfinished_at(LEFT_FOOT), now_s=stopped.left_s)


def test_one_that_is_declined_beforehand_is_noted_so() -> None:
    played = play(*EXERCISES, remembered=Remembered(declines="before"))
    assert played.facts[1] == ResumeDeclined("before")


def given(**changes: object) -> DoseGiven:
    dose = DoseGiven("calf-raises", 0, 0, 2, Measure.REPS, 5, 1.0, None, False)
    return replace(dose, **changes)  # type: ignore[arg-type]


def test_the_doses_are_those_that_were_in_force() -> None:
    way = Variation("hands on the wall", Difficulty.EASIER, "Lean on the wall.")
    workout = routine(replace(CALF_RAISES, variations=(way,)), SINGLE_LEG_BALANCE)
    before = [given(), given(target=3, sets=3, tempo=1.5, rung=-1, variation=way.name)]
    first, second = as_given(workout, before).items
    assert (first.exercise.sets, first.variation, first.rung, first.tempo) == (3, way, -1, 1.5)
    assert isinstance(first.exercise.counting, Reps)
    assert first.exercise.counting.count == 3
    usual = CALF_RAISES.counting
    assert isinstance(usual, Reps)
    assert first.exercise.counting.rep_ms == pytest.approx(1.5 * usual.rep_ms, rel=0.01)
    assert second == workout.items[1]


def test_doses_of_another_place_or_measure_change_nothing() -> None:
    workout = routine(*EXERCISES)
    others = [given(item=1), given(exercise="arch-lifts"), given(measure=Measure.SECONDS)]
    assert as_given(workout, others) == workout
    assert as_given(workout, [given()]) == workout


SORE = replace(CALF_RAISES, loads=("calf",))
OTHER = replace(TOWEL_CURLS, loads=("sole",))
ALIKE = replace(HEEL_TO_TOE_WALK, loads=("calf",))


def stopped_in_pain(*levels: int) -> Continuation:
    """A workout that broke off in its second exercise, after pain in the first."""
    pains = (
        PainReported(SORE.slug, level, None, corrects=number > 0)
        for number, level in enumerate(levels)
    )
    stopped = unfinished_at(PlaceReached(1, OTHER.slug, 1, None, None))
    return continuation_of(replace(stopped, pains=tuple(pains)), SORE, OTHER, ALIKE)


def test_an_exercise_taken_out_by_severe_pain_does_not_come_back() -> None:
    going_on = stopped_in_pain(8)
    assert going_on.spared == {SORE.slug, ALIKE.slug}
    asked = Remembered(going_on)
    played = play(SORE, OTHER, ALIKE, before=(offer(going_on),), remembered=asked).until(400)
    played.want(Intent.YES)
    played.until(600_000)
    entered = {fact.exercise for fact in played.facts if isinstance(fact, PhaseEntered)}
    assert entered == {None, OTHER.slug}
    assert efforts_of(played) == []


def test_a_number_that_was_misheard_takes_nothing_out() -> None:
    assert stopped_in_pain(8, 2).spared == frozenset()
