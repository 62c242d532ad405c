"""Blocks on a clock: each set begins exactly at its time, whatever is said in between."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.sample import Played, exercise, length_of, play_routine
from tests.examples import examples
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Rank
from voicecoach.core.facts import SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.playback.estimate import SILENT, durations_ms
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.session import SessionOptions
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.lines import Role
from voicecoach.core.timeline.steps import Break, Talk
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.block import AsManyRounds, Block, BlockKind, OnTheClock
from voicecoach.core.workout.conduct import Gate
from voicecoach.core.workout.exercise import (
    Counting,
    Exercise,
    Hold,
    Reps,
    Sides,
    TempoPhase,
    Timed,
)
from voicecoach.core.workout.routine import Routine, RoutineItem

BURPEES = exercise("burpees", Timed(20_000, ()))
PLANK = exercise("plank", Hold(20_000))
PUSH_UPS = exercise("push-ups", Reps(10, (TempoPhase("down", 1500), TempoPhase("up", 1000))))
QUESTIONS = (
    *(Intent.HOW_MANY_LEFT, Intent.WHATS_NEXT, Intent.WHICH_SIDE, Intent.TIME),
    *(Intent.FASTER, Intent.SLOWER, Intent.LESS_TALK, Intent.MORE_TALK, Intent.LONGER),
)


def clocked(
    *exercises: Exercise, rounds: int, period_ms: int, kind: BlockKind | None = None
) -> Routine:
    """A block of these exercises, begun at once."""
    block = Block(0, kind or OnTheClock(0))
    items = tuple(
        RoutineItem(
            replace(one, sets=rounds), 0, block=block, period_ms=period_ms, gate=Gate(asks=False)
        )
        for one in exercises
    )
    return Routine("sample", "the sample", "A sample.", 1, items)


def begun(chosen: Routine, *, speed: float = 1.0, voice: float = 1.0) -> Played:
    """A session of this routine; its voice takes so many times as long as usual."""

    def length(phrase: Phrase) -> int:
        return round(voice * length_of(phrase))

    options = SessionOptions(speed, delivery=Delivery())
    return play_routine(chosen, ready_wait_ms=0, voice=length, options=options)


def starts(played: Played) -> list[int]:
    """Times at which a set began."""
    return [at_ms for at_ms, name in played.earcons if name == "go"]


def test_half_an_hour_of_intervals_does_not_drift() -> None:
    played = begun(clocked(BURPEES, PLANK, rounds=30, period_ms=30_000)).until_phase(Phase.SUMMARY)
    begins = starts(played)
    assert len(begins) == 60
    assert [at_ms - begins[0] for at_ms in begins] == [30_000 * n for n in range(60)]


@examples(40, derandomize=True)
@given(
    st.lists(st.tuples(st.integers(500, 9000), st.sampled_from(QUESTIONS)), max_size=40),
    st.sampled_from([0.5, 1.0, 3.0]),
    st.sampled_from([(20_000, 20_000), (20_000, 21_000), (20_000, 30_000)]),
)
def test_nothing_that_is_said_moves_a_set(
    said: list[tuple[int, Intent]], voice: float, times: tuple[int, int]
) -> None:
    work_ms, period_ms = times
    burpees = replace(BURPEES, counting=Timed(work_ms, ()))
    played = begun(clocked(burpees, PLANK, rounds=4, period_ms=period_ms), voice=voice)
    played.until_phase(Phase.HOLDING)
    for wait_ms, intent in said:
        played.until(played.now_ms + wait_ms)
        if played.session.phase in (Phase.RESTING, Phase.HOLDING):
            played.want(intent)
    if played.session.phase is not Phase.SUMMARY:
        played.until_phase(Phase.SUMMARY)
    begins = starts(played)
    assert [at_ms - begins[0] for at_ms in begins] == [period_ms * n for n in range(8)]


def test_a_rest_ends_with_a_countdown_and_the_set_begins_without_another() -> None:
    played = begun(clocked(BURPEES, PLANK, rounds=1, period_ms=30_000)).until_phase(Phase.SUMMARY)
    first, second = starts(played)
    told = [
        (at_ms - second, words)
        for at_ms, words, _ in played.said
        if second - 10_000 <= at_ms < second
    ]
    assert told[0][0] >= -10_000 + 900
    assert [words for _, words in told] == ["Good.", "Rest.", "Next up: Plank.", "3", "2", "1"]
    assert [at_ms for at_ms, _ in told[-3:]] == [-3000, -2000, -1000]
    assert second - first == 30_000


def test_words_that_take_longer_than_a_rest_are_left_out() -> None:
    played = begun(clocked(BURPEES, PLANK, rounds=1, period_ms=27_000), voice=2.0)
    played.until_phase(Phase.SUMMARY)
    second = starts(played)[1]
    rest = [words for at_ms, words, _ in played.said if second - 7000 <= at_ms < second]
    assert rest == ["Next up: Plank.", "3", "2", "1"]


def test_without_a_rest_the_next_exercise_is_named_before_it_begins_and_as_it_does() -> None:
    played = begun(clocked(BURPEES, PLANK, rounds=1, period_ms=20_000)).until_phase(Phase.SUMMARY)
    second = starts(played)[1]
    near = [(at_ms - second, words) for at_ms, words, _ in played.said]
    assert (-8000, "Next up: Plank.") in near
    assert (0, "Plank.") in near


def test_a_set_that_is_done_early_leaves_more_rest() -> None:
    played = begun(clocked(PUSH_UPS, rounds=3, period_ms=60_000)).until_phase(Phase.COUNTING)
    played.until(played.now_ms + 15_000)
    played.want(Intent.NEXT)
    played.until_phase(Phase.SUMMARY)
    begins = starts(played)
    assert [after - before for before, after in pairwise(begins)] == [60_000, 60_000]


def test_a_slower_tempo_ends_a_set_where_the_next_one_begins() -> None:
    played = begun(clocked(PUSH_UPS, rounds=3, period_ms=30_000), speed=0.6)
    played.until_phase(Phase.SUMMARY)
    begins = starts(played)
    assert [after - before for before, after in pairwise(begins)] == [30_000, 30_000]


@pytest.mark.parametrize("into_ms", [7_000, 25_000])
def test_after_a_pause_the_clock_goes_on_where_it_stopped(into_ms: int) -> None:
    played = begun(clocked(BURPEES, PLANK, rounds=2, period_ms=30_000))
    played.until_phase(Phase.HOLDING)
    first = played.now_ms + 3000
    played.until(first + into_ms)
    played.press(Intent.PAUSE)
    played.until(played.now_ms + 40_000)
    played.want(Intent.RESUME)
    played.until_phase(Phase.SUMMARY)
    begins = [at_ms for at_ms in starts(played) if at_ms > played.now_ms - 100_000][-3:]
    assert [after - before for before, after in pairwise(begins)] == [30_000, 30_000]
    sets = [(fact.exercise, fact.amount) for fact in played.facts if isinstance(fact, SetEnded)]
    assert sets == [("burpees", 20.0), ("plank", 20.0)] * 2


def test_the_sides_of_a_set_have_a_time_each() -> None:
    side_plank = replace(PLANK, sides=Sides.EACH)
    played = begun(clocked(side_plank, rounds=2, period_ms=30_000)).until_phase(Phase.SUMMARY)
    sides = [fact.side.value for fact in played.facts if isinstance(fact, SetEnded) and fact.side]
    assert sides == ["right", "left", "right", "left"]
    begins = starts(played)
    assert [after - before for before, after in pairwise(begins)] == [30_000] * 3


def test_more_than_four_exercises_are_told_in_the_rests() -> None:
    many = [exercise(f"exercise-{number}", Timed(20_000, ())) for number in range(6)]
    steps = compile_steps(clocked(*many, rounds=2, period_ms=30_000), ready_wait_ms=0)
    announced = [step.place for step in steps if isinstance(step, Talk) and step.place]
    assert [place.item for place in announced if place] == [0]
    rests = [step for step in steps if isinstance(step, Break)]
    told = [any(line.role is Role.INSTRUCTION for line in rest.ahead) for rest in rests]
    assert told == [True] * 5 + [False] * 6


def test_a_rest_between_rounds_comes_on_top() -> None:
    routine = clocked(BURPEES, PLANK, rounds=2, period_ms=30_000, kind=OnTheClock(15_000))
    begins = starts(begun(routine).until_phase(Phase.SUMMARY))
    assert [after - before for before, after in pairwise(begins)] == [30_000, 45_000, 30_000]


def test_the_estimate_is_as_long_as_the_session() -> None:
    routine = clocked(BURPEES, PLANK, rounds=4, period_ms=30_000)
    steps = compile_steps(routine, ready_wait_ms=0)
    estimated = sum(durations_ms(steps, SpeechTiming(length_of), SILENT))
    played = begun(routine).until_phase(Phase.SUMMARY)
    assert estimated == played.now_ms


def rounds_played(counted: list[str]) -> Played:
    """As many rounds as possible in two minutes, of which the user counts these."""
    block = AsManyRounds(120_000)
    played = begun(clocked(PUSH_UPS, PLANK, rounds=1, period_ms=0, kind=block))
    played.until_phase(Phase.TALLYING).until(played.now_ms + 5000)
    for words in counted:
        played.until(played.now_ms + 20_000).say(words)
    return played.until_phase(Phase.SUMMARY)


def test_each_round_that_the_user_counts_is_a_set_of_each_exercise() -> None:
    played = rounds_played(["got it", "got it", "four"])
    sets = [fact for fact in played.facts if isinstance(fact, SetEnded)]
    assert [(one.exercise, one.set_number) for one in sets] == [
        (slug, number) for number in range(1, 5) for slug in ("push-ups", "plank")
    ]
    assert {one.amount for one in sets} == {10.0, 20.0}
    assert "4 rounds." in played.until(played.now_ms + 20_000).words(Rank.TALK)


def test_a_block_of_as_many_rounds_as_possible_ends_with_its_time() -> None:
    played = rounds_played([])
    begins = starts(played)[0]
    over = [at_ms for at_ms, name in played.earcons if name == "over"]
    assert over == [begins + 120_000]


COUNTINGS: tuple[Counting, ...] = (Timed(20_000, ()), Hold(20_000))


@pytest.mark.parametrize("level", Verbosity)
@pytest.mark.parametrize("counting", COUNTINGS)
def test_fewer_words_move_nothing_either(level: Verbosity, counting: Counting) -> None:
    played = begun(clocked(exercise("one", counting), rounds=3, period_ms=25_000))
    played.until_phase(Phase.HOLDING)
    for _ in range(tuple(Verbosity).index(level)):
        played.want(Intent.LESS_TALK)
        played.until(played.now_ms + 500)
    begins = starts(played.until_phase(Phase.SUMMARY))
    assert [after - before for before, after in pairwise(begins)] == [25_000, 25_000]
