"""Questions in the middle of a session: answered at once, truly, and in no count's place."""

from itertools import pairwise

import pytest

from tests.core.sample import (
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    LANGUAGE,
    SINGLE_LEG_BALANCE,
    SLOW_TEMPO,
    TOWEL_CURLS,
    Played,
    at_phase,
    at_work,
    counts,
    exercise,
    play,
)
from voicecoach.core.dialogue.answers import what_time
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Rank
from voicecoach.core.facts import ExerciseSkipped
from voicecoach.core.phases import Phase
from voicecoach.core.view import CountProgress
from voicecoach.core.workout.exercise import Reps, Sides


def test_an_answer_waits_for_a_gap_between_counts() -> None:
    played = play(CALF_RAISES)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + 5000)
    played.want(Intent.HOW_MANY_LEFT)
    played.until_phase(Phase.RESTING)
    spoken = [(at, at + played.voice_length(words), rank) for at, words, rank in played.said]
    answers = [(at, end) for at, end, rank in spoken if rank is Rank.ANSWER]
    assert len(answers) == 1
    assert begins_ms + 5000 <= answers[0][0] <= begins_ms + 9000
    assert all(end <= following for (_, end, _), (following, _, _) in pairwise(spoken))


@pytest.mark.parametrize(
    ("phase", "answer"),
    [
        (Phase.GREETING, "2 exercises left."),
        (Phase.ANNOUNCING, "2 exercises left."),
        (Phase.READY, "2 exercises left."),
        (Phase.COUNTING, "5 more."),
        (Phase.RESTING, "13 seconds of rest."),
        (Phase.PAUSED, "5 more."),
        (Phase.HOLDING, "29 seconds left."),
        (Phase.SWITCHING, "3 seconds of rest."),
    ],
)
def test_how_many_left_is_answered_everywhere(phase: Phase, answer: str) -> None:
    played = at_phase(play(CALF_RAISES, SINGLE_LEG_BALANCE), phase)
    played.want(Intent.HOW_MANY_LEFT)
    played.until(played.now_ms + 6000)
    assert answer in played.words(Rank.ANSWER)


@pytest.mark.parametrize(
    ("phase", "answer"),
    [
        (Phase.GREETING, "Calf raises."),
        (Phase.ANNOUNCING, "Calf raises."),
        (Phase.READY, "Calf raises."),
        (Phase.COUNTING, "Set 2 of 2."),
        (Phase.RESTING, "Set 2 of 2."),
        (Phase.PAUSED, "Set 2 of 2."),
        (Phase.HOLDING, "The left foot."),
        (Phase.SWITCHING, "The left foot."),
    ],
)
def test_whats_next_is_answered_everywhere(phase: Phase, answer: str) -> None:
    played = at_phase(play(CALF_RAISES, SINGLE_LEG_BALANCE), phase)
    played.want(Intent.WHATS_NEXT)
    played.until(played.now_ms + 6000)
    assert answer in played.words(Rank.ANSWER)


def test_whats_next_on_the_same_side_is_the_other_direction() -> None:
    circles = exercise(
        "circles",
        Reps(20, SLOW_TEMPO),
        sides=Sides.EACH,
        directions=("inwards", "outwards"),
    )
    played = at_phase(play(circles), Phase.COUNTING)
    played.want(Intent.WHATS_NEXT)
    played.until(played.now_ms + 6000)
    assert played.words(Rank.ANSWER) == ["Then outwards."]


def test_after_the_last_number_nothing_is_left() -> None:
    played = play(SINGLE_LEG_BALANCE)
    begins_ms = at_work(played, Phase.HOLDING)
    played.until(begins_ms + 30_700)
    played.want(Intent.PAUSE)
    played.want(Intent.HOW_MANY_LEFT)
    assert played.said[-1][1] == "0 seconds left."


def test_help_pauses_work_and_nothing_else() -> None:
    working = at_phase(play(CALF_RAISES), Phase.COUNTING)
    working.want(Intent.HELP)
    assert working.session.phase is Phase.PAUSED
    resting = at_phase(play(CALF_RAISES), Phase.RESTING)
    resting.want(Intent.HELP)
    assert resting.session.phase is Phase.RESTING


def test_an_answer_among_quick_steps_is_true_and_takes_no_count_away() -> None:
    played = play(HEEL_TO_TOE_WALK)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + 1600)
    played.want(Intent.HOW_MANY_LEFT)
    played.until(begins_ms + 7500)
    answers = [(at_ms, words) for at_ms, words, rank in played.said if rank is Rank.ANSWER]
    assert answers[0][0] <= begins_ms + 7500
    steps_before = (answers[0][0] - begins_ms) // 1500
    assert answers[0][1] == f"{10 - steps_before} more."
    assert [words for _, words in counts(played)[3:]] == ["1", "2", "3", "4", "5"]
    assert played.view.big == CountProgress("5", "10")


def test_a_refusal_never_takes_the_place_of_a_count() -> None:
    played = play(HEEL_TO_TOE_WALK)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + 1600)
    played.want(Intent.NO)
    played.until(begins_ms + 7500)
    assert [words for _, words in counts(played)[3:]] == ["1", "2", "3", "4", "5"]


def test_speed_waits_for_the_end_of_an_answer_that_is_being_said() -> None:
    long_name = exercise("a-name-that-takes-its-time-and-some-more", Reps(2, SLOW_TEMPO))
    played = play(exercise("slow", Reps(8, SLOW_TEMPO)), long_name)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + 3300)
    played.want(Intent.WHATS_NEXT)
    played.until(begins_ms + 3600)
    answer_ms, answer, rank = played.said[-1]
    over_ms = answer_ms + played.voice_length(answer)
    assert rank is Rank.ANSWER
    assert over_ms > begins_ms + 4000
    played.want(Intent.FASTER)
    played.until(begins_ms + 20_000)
    first_old, second_old, first_new = [at - begins_ms for at, _ in counts(played)][3:6]
    assert (first_old, second_old) == (3100, 7100)
    assert first_new == 8000 + round(3100 / 1.15)


def answer_to(played: Played, intent: Intent) -> str:
    played.want(intent)
    played.until(played.now_ms + 4000)
    return played.words(Rank.ANSWER)[-1]


@pytest.mark.parametrize(
    ("phase", "side"),
    [
        (Phase.ANNOUNCING, "The right foot."),
        (Phase.HOLDING, "The right foot."),
        (Phase.SWITCHING, "The left foot."),
    ],
)
def test_the_side_is_that_at_work_or_the_one_to_come(phase: Phase, side: str) -> None:
    assert answer_to(at_phase(play(SINGLE_LEG_BALANCE), phase), Intent.WHICH_SIDE) == side


def test_an_exercise_of_both_sides_says_so() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    assert answer_to(played, Intent.WHICH_SIDE) == "Both feet together."


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 30, "It's 12:30."),
        (9, 5, "It's 9 oh 5."),
        (12, 0, "It's 12 o'clock."),
        (17, 59, "It's 5:59."),
        (23, 10, "It's 11:10."),
    ],
)
def test_the_time_is_told_by_a_clock_of_twelve_hours(hour: int, minute: int, words: str) -> None:
    assert LANGUAGE.book.sentence(what_time((hour * 60 + minute) * 60_000 + 59_000)) == words


def test_the_time_is_that_of_the_question() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    minutes = 5 + played.now_ms // 60_000
    assert answer_to(played, Intent.TIME) == f"It's 9 oh {minutes}."


def test_how_am_i_doing_tells_the_exercise_and_the_time_so_far() -> None:
    played = play(CALF_RAISES, SINGLE_LEG_BALANCE)
    assert answer_to(played, Intent.HOW_AM_I_DOING) == "We're just getting started."
    played.until_phase(Phase.HOLDING)
    minutes = played.now_ms // 60_000
    in_words = "one minute" if minutes == 1 else f"{minutes} minutes"
    expected = f"You're on exercise 2 of 2, {in_words} in. Keep it up."
    played.want(Intent.HOW_AM_I_DOING)
    assert played.view.caption == expected


def test_the_last_sentence_is_said_again_and_no_count() -> None:
    played = at_phase(play(SINGLE_LEG_BALANCE), Phase.READY)
    last = played.words(Rank.TALK)[-1]
    assert answer_to(played, Intent.SAY_AGAIN) == last
    assert answer_to(played, Intent.SAY_AGAIN) == last
    assert played.session.phase is Phase.READY


def test_naming_an_exercise_goes_there_and_notes_what_is_left_out() -> None:
    played = at_phase(play(CALF_RAISES, SINGLE_LEG_BALANCE, TOWEL_CURLS), Phase.COUNTING)
    played.say("skip to the towel curls")
    assert played.session.phase is Phase.ANNOUNCING
    assert played.view.exercise == "Towel curls"
    assert [fact.exercise for fact in played.facts if isinstance(fact, ExerciseSkipped)] == [
        "calf-raises"
    ]


def test_an_exercise_that_is_not_in_the_workout_is_not_gone_to() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    played.say("skip to the towel curls")
    assert played.session.phase is Phase.RESTING
    assert played.view.caption == "I can't do that right now."


def test_an_explanation_in_a_pause_is_not_repeated_after_it() -> None:
    played = play(CALF_RAISES).until_phase(Phase.ANNOUNCING)
    played.until(played.now_ms + 300)
    played.want(Intent.PAUSE)
    played.until(played.now_ms + 2000)
    played.want(Intent.HOW)
    played.until(played.now_ms + 8000)
    before = len(played.said)
    played.want(Intent.RESUME)
    played.until_phase(Phase.READY)
    words = [text for _, text, _ in played.said[before:]]
    assert "2 sets of 5." in words
    assert not {"Stand.", "Move slowly."} & {*words}
