"""Questions in the middle of a session: answered at once, truly, and in no count's place."""

from itertools import pairwise

import pytest

from tests.core.sample import (
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    SINGLE_LEG_BALANCE,
    SLOW_TEMPO,
    at_phase,
    at_work,
    counts,
    exercise,
    play,
)
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Rank
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
        (Phase.RESTING, "14 seconds of rest."),
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
    assert played.words(Rank.ANSWER) == ["outwards."]


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
