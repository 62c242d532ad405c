"""The rest before an exercise: its announcement fills it, and nothing is counted before talk."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.core.random_sessions import played_sessions, to_the_end
from tests.core.sample import (
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    LANGUAGE,
    TOWEL_CURLS,
    Played,
    play,
    routine,
)
from tests.examples import examples
from voicecoach.core.effects import Rank, Say
from voicecoach.core.facts import PhaseEntered
from voicecoach.core.phases import WORKING, Phase
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.steps import Break
from voicecoach.core.timeline.waits import BREAK_QUESTION_MS
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.exercise import Exercise, Instructions

TALKATIVE = replace(
    HEEL_TO_TOE_WALK, instructions=Instructions(("Walk on. " * 40,), ("Walk.",), ("Walk.",))
)


def between(
    first: Exercise, second: Exercise, verbosity: Verbosity = Verbosity.FULL
) -> tuple[Played, int, int, int]:
    """The session, and when the rest, the announcement and the wait for "ready" begin."""
    played = play(first, second, delivery=Delivery(verbosity))
    played.until_phase(Phase.COUNTING)
    played.until_phase(Phase.RATING)
    rests_ms = played.now_ms
    played.until_phase(Phase.ANNOUNCING)
    announced_ms = played.now_ms
    played.until_phase(Phase.READY)
    return played, rests_ms, announced_ms, played.now_ms


def test_rest_and_announcement_together_last_as_long_as_prescribed() -> None:
    _, rests_ms, announced_ms, ready_ms = between(
        replace(CALF_RAISES, sets=1), HEEL_TO_TOE_WALK, Verbosity.MINIMAL
    )
    assert rests_ms < announced_ms < ready_ms
    assert ready_ms - rests_ms == 15_000


def test_a_long_announcement_begins_when_the_question_had_its_time() -> None:
    played, rests_ms, announced_ms, ready_ms = between(replace(CALF_RAISES, sets=1), TALKATIVE)
    asked = next(words for words in played.words() if words.startswith("How was"))
    at_ms = next(at for at, words, _ in played.said if words == asked)
    assert announced_ms >= at_ms + played.voice_length(asked) + BREAK_QUESTION_MS
    assert ready_ms - rests_ms > 15_000


@pytest.mark.parametrize("before_exercise", [True, False])
def test_a_rest_of_no_time_is_not_announced(before_exercise: bool) -> None:
    at_once = replace(CALF_RAISES, rest_ms=0, sets=2)
    chosen = routine(at_once, HEEL_TO_TOE_WALK)
    items = tuple(replace(item, rest_after_ms=0) for item in chosen.items)
    steps = compile_steps(replace(chosen, items=items), ready_wait_ms=0)
    breaks = [step for step in steps if isinstance(step, Break)]
    rests = [step for step in breaks if step.leads_to_talk is before_exercise]
    said = [line.phrase for step in rests for line in step.opening]
    assert rests
    assert said == []


@examples(60, derandomize=True)
@given(played_sessions())
def test_counts_are_said_only_at_work(played: Played) -> None:
    to_the_end(played)
    working = False
    for _, effect in played.effects:
        fact = getattr(effect, "fact", None)
        if isinstance(fact, PhaseEntered):
            working = Phase(fact.phase) in WORKING
        elif isinstance(effect, Say) and effect.rank is Rank.COUNT:
            assert working, LANGUAGE.book.sentence(effect.phrase)


def test_the_next_exercise_is_said_on_request_and_not_twice_by_itself() -> None:
    played = play(CALF_RAISES, TOWEL_CURLS)
    played.until_phase(Phase.ANNOUNCING)
    played.until_phase(Phase.RATING)
    played.until_phase(Phase.READY)
    assert sum("Towel curls" in words for words in played.words()) == 2  # greeting, announcement
