"""More and less of an exercise, said in the middle of it."""

import pytest

from tests.core.sample import (
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    LEAD_IN_MS,
    SINGLE_LEG_BALANCE,
    Played,
    at_phase,
    at_work,
    efforts_of,
    exercise,
    phase_of,
    play,
)
from voicecoach.content.loader import load_library
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Rank
from voicecoach.core.events import Pressed
from voicecoach.core.facts import DoseGiven, DoseWished, Effort, SetEnded, Wish
from voicecoach.core.phases import Phase
from voicecoach.core.progression.ladder import ladder_of
from voicecoach.core.view import CountProgress
from voicecoach.core.workout.amounts import amount_of
from voicecoach.core.workout.exercise import Letters, Measure

EXERCISES = load_library().exercises
RAISES = EXERCISES["calf-raises"]


def sets_of(played: Played) -> list[tuple[float, float, bool]]:
    ended = (fact for fact in played.facts if isinstance(fact, SetEnded))
    return [(fact.amount, fact.target, fact.completed) for fact in ended]


def dose_wishes(played: Played) -> list[DoseWished]:
    return [fact for fact in played.facts if isinstance(fact, DoseWished)]


def doses_of(played: Played) -> list[DoseGiven]:
    return [fact for fact in played.facts if isinstance(fact, DoseGiven)]


# Only so many, and so many more


def test_only_eight_ends_the_set_after_eight() -> None:
    played = at_phase(play(RAISES), Phase.COUNTING).say("only eight")
    assert played.view.big == CountProgress("0", "8")
    played.until_phase(Phase.RESTING)
    assert sets_of(played) == [(8, 12, False)]
    assert dose_wishes(played) == [
        DoseWished("calf-raises", Wish.ONLY, 8, Measure.REPS, accepted=True)
    ]
    counted = [words for words in played.words() if words.isdigit()]
    assert counted[-1] == "8"
    assert played.earcons[-1][1] == "over"


def test_only_fewer_than_were_done_ends_the_set_now() -> None:
    played = at_phase(play(RAISES), Phase.COUNTING)
    played.until(played.now_ms + 26_000)
    played.say("only two")
    assert phase_of(played) is Phase.RESTING
    assert sets_of(played)[0][0] >= 4


def test_only_as_many_as_are_being_done_ends_with_this_one() -> None:
    played = at_phase(play(RAISES), Phase.COUNTING)
    played.until(played.now_ms + 14_000)
    assert played.view.big == CountProgress("2", "12")
    played.say("only three").until_phase(Phase.RESTING)
    assert sets_of(played) == [(3, 12, False)]


def test_said_between_the_sets_it_holds_for_those_to_come() -> None:
    played = at_phase(play(RAISES), Phase.RESTING).say("only ten")
    assert played.view.caption == "Okay, only 10."
    played.until_phase(Phase.COUNTING).until_phase(Phase.RESTING)
    assert sets_of(played) == [(12, 12, True), (10, 12, False)]


def test_only_so_many_seconds_of_a_hold() -> None:
    played = at_phase(play(SINGLE_LEG_BALANCE), Phase.HOLDING).say("only twenty")
    played.until_phase(Phase.SWITCHING)
    assert sets_of(played) == [(20, 30, False)]


def test_two_more_makes_the_set_longer() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING).say("two more")
    played.until_phase(Phase.RESTING)
    assert sets_of(played) == [(7, 7, True)]
    assert dose_wishes(played) == [
        DoseWished("calf-raises", Wish.MORE, 2, Measure.REPS, accepted=True)
    ]


def test_two_more_than_only_eight_are_ten() -> None:
    played = at_phase(play(RAISES), Phase.COUNTING)
    played.say("only eight").until(played.now_ms + 8000).say("two more")
    played.until_phase(Phase.RESTING)
    assert sets_of(played) == [(10, 12, False)]


def test_only_eight_stays_so_in_an_easier_way() -> None:
    played = at_phase(play(RAISES), Phase.COUNTING)
    played.say("only eight").until(played.now_ms + 8000).say("easier")
    played.until(played.now_ms + 12_000)
    played.want(Intent.RESUME)
    played.until_phase(Phase.RESTING)
    assert sets_of(played) == [(8, 12, False)]


def test_harder_in_the_middle_of_a_set_goes_on_with_it() -> None:
    played = at_phase(play(RAISES), Phase.COUNTING)
    played.until(played.now_ms + 8 * 6000)
    played.say("harder").until(played.now_ms + 12_000)
    played.want(Intent.RESUME)
    played.until_phase(Phase.RESTING)
    assert sets_of(played) == [(13, 13, True)]


def test_two_more_in_the_very_last_rep_is_in_time() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    played.until(played.now_ms + 4 * 6000 + 4000)
    played.say("two more").until_phase(Phase.RESTING)
    assert sets_of(played) == [(7, 7, True)]
    counted = [words for words in played.words() if words.rstrip(".").isdigit()]
    assert counted[-7:] == ["1", "2", "3", "4", "5.", "6", "7."]


def test_two_more_steps_keep_the_turns() -> None:
    played = at_phase(play(HEEL_TO_TOE_WALK), Phase.COUNTING).say("two more")
    played.until_phase(Phase.SUMMARY)
    assert sets_of(played) == [(12, 12, True)]


def test_letters_have_no_more() -> None:
    played = at_phase(play(exercise("letters", Letters("a", "e", 2500))), Phase.COUNTING)
    played.say("two more").until_phase(Phase.SUMMARY)
    assert sets_of(played) == [(5, 5, True)]
    assert not dose_wishes(played)[0].accepted


@pytest.mark.parametrize(
    ("words", "seconds"), [("ten more seconds", 10), ("five more seconds", 5), ("more time", 10)]
)
def test_a_hold_gets_more_seconds(words: str, seconds: int) -> None:
    played = at_phase(play(SINGLE_LEG_BALANCE), Phase.HOLDING)
    played.until(played.now_ms + 9000)
    played.say(words).until_phase(Phase.SWITCHING)
    assert sets_of(played) == [(30 + seconds, 30 + seconds, True)]
    assert [words for words in played.words() if words == "5"]


def test_a_rest_gets_more_seconds() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    began_ms = played.now_ms
    played.say("more time").until_phase(Phase.COUNTING)
    usual = at_phase(play(CALF_RAISES), Phase.RESTING)
    usual.until_phase(Phase.COUNTING)
    assert played.now_ms - began_ms == usual.now_ms - began_ms + 10_000


def test_a_rest_before_an_exercise_gets_more_seconds() -> None:
    played = at_phase(play(HEEL_TO_TOE_WALK, CALF_RAISES), Phase.RATING)
    began_ms = played.now_ms
    played.say("more time").until_phase(Phase.ANNOUNCING)
    usual = at_phase(play(HEEL_TO_TOE_WALK, CALF_RAISES), Phase.RATING)
    usual.until_phase(Phase.ANNOUNCING)
    assert played.now_ms - began_ms == usual.now_ms - began_ms + 10_000


# Easier and harder


@pytest.mark.parametrize("phase", [Phase.COUNTING, Phase.RESTING, Phase.READY, Phase.ANNOUNCING])
def test_easier_takes_up_the_easier_way(phase: Phase) -> None:
    played = at_phase(play(RAISES), phase)
    played.want(Intent.EASIER)
    if phase is Phase.COUNTING:
        assert phase_of(played) is Phase.PAUSED
        played.until(played.now_ms + 12_000)
        played.want(Intent.RESUME)
    played.until_phase(Phase.COUNTING)
    assert doses_of(played)[-1].variation == "fingertips on the wall"
    way = "Rest your fingertips on the wall, and let your arms help a little."
    assert any(way in words for words in played.words())
    assert dose_wishes(played)[-1].wish is Wish.EASIER
    assert doses_of(played)[-1].rung == 0


def test_without_an_easier_way_there_is_less_of_it() -> None:
    played = at_phase(play(SINGLE_LEG_BALANCE, CALF_RAISES), Phase.READY)
    played.want(Intent.EASIER)
    played.until_phase(Phase.HOLDING)
    assert doses_of(played)[-1].target == 22


def test_harder_is_the_next_step_of_the_plan() -> None:
    played = at_phase(play(RAISES), Phase.RESTING)
    played.want(Intent.HARDER)
    played.until_phase(Phase.COUNTING)
    dose, step = doses_of(played)[-1], ladder_of(RAISES)[1]
    assert (dose.rung, dose.target) == (1, 13) == (1, amount_of(step.exercise.counting))
    assert played.view.big == CountProgress("0", "13")


def test_harder_after_easier_is_what_was_planned() -> None:
    played = at_phase(play(RAISES), Phase.READY)
    played.want(Intent.EASIER)
    played.until(played.now_ms + 6000)
    played.want(Intent.HARDER)
    played.until_phase(Phase.COUNTING)
    assert (doses_of(played)[-1].variation, doses_of(played)[-1].target) == (None, 12)


def test_harder_twice_is_too_much_for_a_day() -> None:
    played = at_phase(play(RAISES), Phase.READY)
    played.want(Intent.HARDER)
    played.until(played.now_ms + 6000)
    played.want(Intent.HARDER)
    assert played.view.caption == "That's as much as we'll do today."
    assert [wish.accepted for wish in dose_wishes(played)] == [True, False]


def test_easier_again_and_again_ends_somewhere() -> None:
    played = at_phase(play(RAISES), Phase.READY)
    for _ in range(20):
        played.tell(Pressed("<"), played.now_ms)
        played.until(played.now_ms + 1000)
        if phase_of(played) is not Phase.READY:
            break
    assert not dose_wishes(played)[-1].accepted
    assert "easiest" in played.view.caption


def test_easier_in_a_set_that_is_nearly_done_ends_it() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    played.until(played.now_ms + 4 * 6000 + 2000)
    played.want(Intent.EASIER)
    played.until(played.now_ms + 12_000)
    played.want(Intent.RESUME)
    assert phase_of(played) is Phase.RESTING


def test_too_hard_is_easier_at_once_and_kept_as_hard() -> None:
    played = at_phase(play(RAISES), Phase.COUNTING)
    played.say("too hard")
    assert phase_of(played) is Phase.PAUSED
    assert dose_wishes(played)[0].wish is Wish.TOO_HARD
    assert efforts_of(played) == [Effort.HARD]


def test_too_easy_is_kept_for_the_next_time() -> None:
    played = at_phase(play(RAISES), Phase.COUNTING)
    played.say("too easy")
    assert phase_of(played) is Phase.COUNTING
    assert dose_wishes(played)[0].wish is Wish.TOO_EASY
    assert efforts_of(played) == [Effort.EASY]


@pytest.mark.parametrize("words", ["easier", "harder", "too easy", "too hard"])
def test_in_a_pause_of_the_greeting_there_is_nothing_to_change(words: str) -> None:
    played = play(RAISES)
    played.press(Intent.PAUSE)
    played.until(played.now_ms + 3000)
    played.say(words)
    assert phase_of(played) is Phase.PAUSED
    assert dose_wishes(played) == []
    assert played.earcons[-1][1] == "refused"


def test_a_hold_that_is_prolonged_in_the_lead_in_after_a_pause_ends_that_much_later() -> None:
    played = play(SINGLE_LEG_BALANCE)
    begins_ms = at_work(played, Phase.HOLDING)
    played.until(begins_ms + 12_000)
    played.want(Intent.PAUSE)
    played.until(begins_ms + 60_000)
    played.want(Intent.RESUME)
    assert played.session.phase is Phase.HOLDING
    played.say("ten more seconds")
    goes_on_ms = played.now_ms + LEAD_IN_MS
    played.until(goes_on_ms + 27_900)
    assert played.session.phase is Phase.HOLDING
    played.until_phase(Phase.SWITCHING)
    assert sets_of(played) == [(40, 40, True)]
    assert goes_on_ms + 28_000 <= played.now_ms <= goes_on_ms + 29_000
    called = [
        (at_ms - goes_on_ms, words)
        for at_ms, words, rank in played.said
        if rank in (Rank.CALL, Rank.COUNT) and at_ms >= goes_on_ms
    ]
    assert called == [
        (0, "Hold."),
        (8000, "Half way."),
        (18_000, "Last 10 seconds."),
        *((28_000 - 1000 * left, str(left)) for left in (5, 4, 3, 2, 1)),
    ]
