"""Pain in a session."""

from dataclasses import replace

import pytest

from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISES,
    LANGUAGE,
    SINGLE_LEG_BALANCE,
    TOWEL_CURLS,
    Played,
    at_phase,
    phase_of,
    play,
)
from voicecoach.content.loader import load_library
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Hush
from voicecoach.core.events import Device, DeviceLost, Heard, Pressed
from voicecoach.core.facts import (
    DoseGiven,
    ExerciseSkipped,
    PainReported,
    SetEnded,
)
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import phrase
from voicecoach.core.workout.exercise import Exercise, Side

CALF_RAISES_BESIDE = replace(CALF_RAISES, slug="other-raises", name="Other raises")
RAISES = replace(load_library().exercises["calf-raises"], rest_ms=20_000)
FINGERTIPS = "Rest your fingertips on the wall, and let your arms help a little."
PROFESSIONAL = "If it hasn't settled by tomorrow, see a professional."
ADVICE = LANGUAGE.book.sentence(phrase("pain.severe-advice"))
RED_FLAGS = LANGUAGE.book.sentence(phrase("pain.red-flags"))


def hurting(*words: str, phase: Phase = Phase.COUNTING) -> Played:
    """A session in which something hurts, and the user gives it these numbers."""
    played = at_phase(play(RAISES, TOWEL_CURLS), phase)
    played.want(Intent.OUCH)
    for spoken in words:
        played.until(played.now_ms + 4000)
        played.tell(Heard(spoken, played.now_ms - 400, played.now_ms), played.now_ms)
    return played


def reports(played: Played) -> list[PainReported]:
    return [fact for fact in played.facts if isinstance(fact, PainReported)]


@pytest.mark.parametrize("words", ["ouch", "that hurts", "it hurts"])
def test_it_falls_silent_at_once_and_asks_how_much(words: str) -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    new = played.tell(Heard(words, played.now_ms, played.now_ms), played.now_ms)
    assert Hush() in new
    assert phase_of(played) is Phase.HURTING
    assert played.view.caption == "From zero to ten, how bad is it?"


@pytest.mark.parametrize(("number", "level"), [("zero", 0), ("one", 1), ("two", 2)])
def test_up_to_two_they_may_go_on_or_have_it_easier(number: str, level: int) -> None:
    played = hurting(number)
    assert reports(played) == [PainReported("calf-raises", level, None)]
    assert phase_of(played) is Phase.EASING
    played.until(played.now_ms + 30_000)
    assert (PROFESSIONAL in played.words()) is (level > 0)
    assert (RED_FLAGS in played.words()) is (level > 0)
    played.want(Intent.RESUME)
    assert phase_of(played) is Phase.COUNTING


def test_easier_means_the_easier_way_from_here_on() -> None:
    played = hurting("two")
    played.until(played.now_ms + 12_000)
    played.want(Intent.EASIER)
    played.until(played.now_ms + 12_000)
    assert FINGERTIPS in played.words()
    played.want(Intent.RESUME)
    played.until_phase(Phase.RESTING)
    doses = [fact for fact in played.facts if isinstance(fact, DoseGiven)]
    assert [dose.variation for dose in doses] == [None, "fingertips on the wall"]
    (done,) = (fact for fact in played.facts if isinstance(fact, SetEnded))
    assert done.variation == "fingertips on the wall"


@pytest.mark.parametrize("number", ["three", "five"])
def test_from_three_to_five_it_goes_on_only_in_an_easier_way(number: str) -> None:
    played = hurting(number)
    assert phase_of(played) is Phase.EASING
    played.until(played.now_ms + 30_000)
    assert FINGERTIPS in played.words()
    assert PROFESSIONAL in played.words()
    played.want(Intent.RESUME)
    played.until_phase(Phase.RESTING)
    (done,) = (fact for fact in played.facts if isinstance(fact, SetEnded))
    assert done.variation == "fingertips on the wall"


def test_skip_leaves_it_out() -> None:
    played = hurting("four")
    played.until(played.now_ms + 20_000)
    played.want(Intent.SKIP)
    assert phase_of(played) is Phase.ANNOUNCING
    assert played.view.exercise == "Towel curls"


@pytest.mark.parametrize("number", ["six", "ten"])
def test_above_five_the_exercise_is_over_for_today(number: str) -> None:
    played = hurting(number)
    assert phase_of(played) is Phase.PAUSED
    assert played.view.exercise == "Towel curls"
    assert any(isinstance(fact, ExerciseSkipped) for fact in played.facts)
    played.until(played.now_ms + 20_000)
    assert ADVICE in played.words()
    played.want(Intent.RESUME)
    assert phase_of(played) is Phase.ANNOUNCING


def test_above_five_it_does_not_come_again_later_in_the_routine() -> None:
    played = at_phase(play(RAISES, TOWEL_CURLS, RAISES), Phase.COUNTING)
    played.want(Intent.OUCH)
    played.until(played.now_ms + 4000)
    played.tell(Heard("eight", played.now_ms - 400, played.now_ms), played.now_ms)
    played.until(played.now_ms + 20_000)
    played.want(Intent.RESUME)
    played.until_phase(Phase.TALLYING).until_phase(Phase.FINISHED)
    later = [fact.exercise for fact in played.facts if isinstance(fact, SetEnded)]
    assert "calf-raises" not in later[1:]


def rated_worst(*exercises: Exercise) -> Played:
    """A session in which the first of these exercises hurts as much as can be."""
    played = at_phase(play(*exercises), Phase.COUNTING)
    played.want(Intent.OUCH)
    played.until(played.now_ms + 4000)
    return played.say("nine")


def test_above_five_nothing_that_loads_the_same_part_comes_later() -> None:
    sitting = replace(TOWEL_CURLS, loads=("toes",))
    standing = replace(BAREFOOT_BALANCE, loads=("ankle", "calf"))
    played = rated_worst(RAISES, standing, sitting)
    played.until(played.now_ms + 20_000)
    spared = "I've also left out Barefoot balance, to spare the same part of you."
    assert spared in played.words()
    played.want(Intent.RESUME)
    assert played.view.exercise == sitting.name
    played.until_phase(Phase.FINISHED)
    assert {fact.exercise for fact in played.facts if isinstance(fact, DoseGiven)} == {
        "calf-raises",
        "towel-curls",
    }


def test_a_rest_names_the_exercise_that_is_left_after_it() -> None:
    first, spared = replace(RAISES, loads=("calf",)), replace(BAREFOOT_BALANCE, loads=("calf",))
    played = rated_worst(first, TOWEL_CURLS, spared, SINGLE_LEG_BALANCE)
    played.until(played.now_ms + 20_000)
    played.want(Intent.RESUME)
    played.until_phase(Phase.TALLYING).until(played.now_ms + 64_000)
    assert phase_of(played) is Phase.RESTING
    played.want(Intent.REPEAT)
    played.until_phase(Phase.HOLDING)
    assert "Next up: Single leg balance." in played.words()


def test_the_workout_ends_without_a_rest_if_the_last_exercise_is_left_out() -> None:
    first, spared = replace(RAISES, loads=("calf",)), replace(BAREFOOT_BALANCE, loads=("calf",))
    played = rated_worst(first, TOWEL_CURLS, spared)
    played.until(played.now_ms + 20_000)
    played.want(Intent.RESUME)
    played.until_phase(Phase.TALLYING).until(played.now_ms + 62_000)
    before = played.words()
    played.until_phase(Phase.SUMMARY)
    assert LANGUAGE.book.sentence(phrase("rest.between")) not in played.words()[len(before) :]


def test_above_five_the_workout_is_over_if_everything_else_loads_the_same_part() -> None:
    played = rated_worst(RAISES, replace(BAREFOOT_BALANCE, loads=("calf",)))
    assert phase_of(played) is Phase.SUMMARY
    assert ADVICE in played.view.caption


def test_after_severe_pain_nothing_cheerful_is_asked_or_said() -> None:
    played = rated_worst(RAISES, CALF_RAISES_BESIDE)
    played.until(played.now_ms + 20_000)
    played.want(Intent.RESUME)
    played.until_phase(Phase.FINISHED)
    words = played.words()
    assert LANGUAGE.book.sentence(phrase("rating.ask")) not in words
    assert LANGUAGE.book.sentence(phrase("summary.well-done")) not in words
    assert LANGUAGE.book.sentence(phrase("summary.hurt")) in words


def test_the_advice_after_severe_pain_is_given_every_time() -> None:
    played = rated_worst(RAISES, CALF_RAISES_BESIDE, TOWEL_CURLS)
    played.until(played.now_ms + 20_000)
    played.want(Intent.RESUME)
    played.until_phase(Phase.COUNTING)
    played.until(played.now_ms + 4000)
    played.want(Intent.OUCH)
    played.until(played.now_ms + 4000)
    played.say("seven")
    played.until(played.now_ms + 20_000)
    assert played.words().count(ADVICE) == 2


@pytest.mark.parametrize("level", range(11))
def test_each_number_has_a_sentence_that_is_true_of_it(level: int) -> None:
    sentence = LANGUAGE.book.sentence(phrase(f"pain.level.{level}"))
    assert ("too much" in sentence or "severe" in sentence or "worst" in sentence) is (level > 5)
    assert ("acceptable" in sentence) is (3 <= level <= 5)
    assert ("most" in sentence) is (level == 5)
    assert ("safe" in sentence) is (level in (1, 2))


def test_above_five_in_a_rest_it_is_kept_that_sets_were_left_out() -> None:
    played = hurting("six", phase=Phase.RESTING)
    skipped = [fact for fact in played.facts if isinstance(fact, ExerciseSkipped)]
    assert skipped == [ExerciseSkipped("calf-raises", 2)]


def test_a_corrected_number_makes_it_easier_once() -> None:
    played = hurting("four", "five")
    played.until(played.now_ms + 30_000)
    played.want(Intent.RESUME)
    played.until_phase(Phase.RESTING)
    assert [fact.target for fact in played.facts if isinstance(fact, DoseGiven)] == [12, 12]


def test_in_the_last_exercise_the_workout_is_over_with_it() -> None:
    played = at_phase(play(RAISES), Phase.COUNTING)
    played.want(Intent.OUCH)
    played.until(played.now_ms + 4000)
    played.tell(Heard("nine", played.now_ms - 400, played.now_ms), played.now_ms)
    assert phase_of(played) is Phase.SUMMARY
    assert "Nine out of ten is severe pain." in played.view.caption


def test_the_sentence_about_a_professional_is_said_once() -> None:
    played = hurting("two")
    played.until(played.now_ms + 12_000)
    played.want(Intent.RESUME)
    played.until(played.now_ms + 8000)
    played.want(Intent.OUCH)
    played.until(played.now_ms + 4000)
    played.tell(Heard("two", played.now_ms - 400, played.now_ms), played.now_ms)
    played.until(played.now_ms + 12_000)
    assert played.words().count(PROFESSIONAL) == 1
    assert [one.corrects for one in reports(played)] == [False, False]


def test_another_number_right_after_it_corrects_the_first() -> None:
    played = hurting("five", "two")
    assert reports(played) == [
        PainReported("calf-raises", 5, None),
        PainReported("calf-raises", 2, None, corrects=True),
    ]


def test_a_number_beyond_ten_is_not_an_answer() -> None:
    played = hurting("twelve")
    assert phase_of(played) is Phase.HURTING
    assert reports(played) == []


def test_without_a_number_it_becomes_a_pause_and_that_is_kept() -> None:
    played = hurting()
    played.until(played.now_ms + 40_000)
    assert phase_of(played) is Phase.PAUSED
    assert reports(played) == [PainReported("calf-raises", None, None)]
    assert played.view.caption.startswith("We're paused.")
    played.want(Intent.RESUME)
    assert phase_of(played) is Phase.COUNTING
    assert len(reports(played)) == 1


def test_going_on_instead_of_a_number_keeps_that_it_hurt() -> None:
    played = hurting()
    played.until(played.now_ms + 4000)
    played.want(Intent.RESUME)
    assert phase_of(played) is Phase.COUNTING
    assert reports(played) == [PainReported("calf-raises", None, None)]


def test_finishing_instead_of_a_number_keeps_that_it_hurt() -> None:
    played = hurting()
    played.press(Intent.STOP)
    played.press(Intent.YES)
    assert reports(played) == [PainReported("calf-raises", None, None)]


def test_the_side_at_work_is_kept() -> None:
    played = at_phase(play(BAREFOOT_BALANCE), Phase.HOLDING)
    played.want(Intent.OUCH)
    played.until(played.now_ms + 4000)
    played.tell(Heard("one", played.now_ms - 400, played.now_ms), played.now_ms)
    assert reports(played) == [PainReported("barefoot-balance", 1, Side.RIGHT)]


@pytest.mark.parametrize(("key", "level"), [("0", 0), ("4", 4), ("9", 9), ("x", 10)])
def test_keys_give_the_number_when_the_microphone_is_lost(key: str, level: int) -> None:
    played = at_phase(play(RAISES, TOWEL_CURLS), Phase.COUNTING)
    played.tell(DeviceLost(Device.MICROPHONE, "It is gone."), played.now_ms)
    played.tell(Pressed("o"), played.now_ms)
    played.tell(Pressed(key), played.now_ms)
    assert [one.level for one in reports(played)] == [level]
