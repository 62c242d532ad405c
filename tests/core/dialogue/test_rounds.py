"""Rounds and blocks in words: leaving them, what is left of them, and what the screen shows."""

from dataclasses import replace

import pytest

from tests.core.sample import CALF_RAISES, Played, exercise, play_routine
from voicecoach.core.facts import ExerciseSkipped, SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.view import RoundShown
from voicecoach.core.workout.block import AsManyRounds, Block, BlockKind, InRounds
from voicecoach.core.workout.exercise import Hold
from voicecoach.core.workout.routine import Routine, RoutineItem

PLANK = exercise("plank", Hold(20_000))
SQUATS = exercise("squats", Hold(15_000))


def circuit(kind: BlockKind, rounds: int = 3) -> Routine:
    """A block of two exercises, then calf raises."""
    block = Block(0, kind)
    items = [RoutineItem(replace(one, sets=rounds), 0, block=block) for one in (SQUATS, PLANK)]
    last = RoutineItem(replace(CALF_RAISES, sets=1), 0)
    return Routine("sample", "the sample", "A sample.", 1, (*items, last))


def begun(kind: BlockKind | None = None, rounds: int = 3) -> Played:
    """A session in the middle of its first set."""
    played = play_routine(circuit(kind or InRounds(30_000), rounds), ready_wait_ms=1000)
    phase = Phase.TALLYING if isinstance(kind, AsManyRounds) else Phase.HOLDING
    played.until_phase(phase)
    return played.until(played.now_ms + 6000)


def next_set(played: Played) -> tuple[str, int]:
    """The set that is done after what was said."""
    before = len([fact for fact in played.facts if isinstance(fact, SetEnded)])
    while True:
        deadline_ms = played.session.deadline_ms
        assert deadline_ms is not None
        played.tell(None, deadline_ms)
        done = [fact for fact in played.facts if isinstance(fact, SetEnded)]
        if len(done) > before:
            return done[-1].exercise, done[-1].set_number


def test_the_next_round_begins_with_its_first_exercise() -> None:
    played = begun().say("next round")
    assert next_set(played) == ("squats", 2)
    assert ExerciseSkipped("squats", 1) in played.facts


def test_after_the_last_round_there_is_no_next_one() -> None:
    played = begun(rounds=2).say("next round")
    assert next_set(played) == ("squats", 2)
    played.until_phase(Phase.HOLDING).until(played.now_ms + 6000).say("next round")
    assert "This is the last one." in played.until(played.now_ms + 8000).words()


def test_a_block_that_is_skipped_is_left_for_what_follows_it() -> None:
    assert next_set(begun().say("skip this block")) == ("calf-raises", 1)


def test_outside_of_blocks_there_is_none_to_skip() -> None:
    played = begun().say("skip this block")
    played.until_phase(Phase.COUNTING).until(played.now_ms + 4000).say("skip this block")
    words = played.until(played.now_ms + 20_000).words()
    assert "There's no block to leave here." in words


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("how many rounds left", "2 more after this one."),
        ("how much longer is the workout", "About 4 minutes to go."),
    ],
)
def test_a_question_about_the_rest_is_answered(said: str, answer: str) -> None:
    played = begun().say(said)
    assert answer in played.until(played.now_ms + 8000).words()


def test_outside_of_rounds_there_are_none_left() -> None:
    played = begun().say("skip this block").until_phase(Phase.COUNTING)
    played.until(played.now_ms + 4000).say("how many rounds left")
    assert "We're not doing rounds here." in played.until(played.now_ms + 20_000).words()


def test_the_next_of_counted_rounds_counts_one() -> None:
    played = begun(AsManyRounds(120_000), rounds=1).say("next round")
    played.until(played.now_ms + 3000).say("round")
    done = [fact.set_number for fact in played.facts if isinstance(fact, SetEnded)]
    assert done == [1, 1, 2, 2]
    played.until(played.now_ms + 3000).say("how many rounds left")
    assert "2 rounds." in played.until(played.now_ms + 5000).words()


def test_the_screen_shows_the_round_and_the_station() -> None:
    played = begun()
    assert played.view.round_shown == RoundShown(1, 3, 1, 2)
    assert (played.view.set_label, played.view.place) == ("Round 1 of 3", "Station 1 of 2")
    next_set(played.say("next round"))
    assert played.view.set_label == "Round 2 of 3"


def test_the_screen_shows_the_round_that_the_user_is_in() -> None:
    played = begun(AsManyRounds(120_000), rounds=1)
    assert played.view.set_label == "Round 1"
    played.say("round").until(played.now_ms + 1000)
    assert played.view.round_shown == RoundShown(2, None, 1, 2)


def test_outside_of_rounds_the_screen_shows_none() -> None:
    played = begun().say("skip this block").until_phase(Phase.COUNTING)
    played.until(played.now_ms + 4000)
    assert played.view.round_shown is None
