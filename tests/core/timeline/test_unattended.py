"""A workout in a file neither asks nor waits for a word."""

from dataclasses import replace

import pytest

from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISE_TEMPO,
    CALF_RAISES,
    LANGUAGE,
    SINGLE_LEG_BALANCE,
    TOWEL_CURLS,
    routine,
)
from voicecoach.content.loader import load_library
from voicecoach.core.phases import Phase
from voicecoach.core.timeline.compiler import compile_steps, spoken_in
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.steps import Break, Step, Talk, Work
from voicecoach.core.timeline.unattended import unattended
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.exercise import Measure, Reps

WORKOUT = routine(CALF_RAISES, BAREFOOT_BALANCE, SINGLE_LEG_BALANCE, TOWEL_CURLS)
STEPS = compile_steps(WORKOUT, ready_wait_ms=20_000)
ALONE = unattended(STEPS, position_ms=8000)


def sentences(*steps: Step) -> list[str]:
    return [LANGUAGE.book.sentence(one) for one in spoken_in(steps)]


def test_it_lasts_as_many_steps_and_none_waits_for_the_user() -> None:
    assert len(ALONE) == len(STEPS)
    assert all(step.wait_ms is not None for step in ALONE if isinstance(step, Talk))


@pytest.mark.parametrize("verbosity", Verbosity)
def test_no_sentence_of_any_routine_asks_to_say_something(verbosity: Verbosity) -> None:
    for workout in load_library().routines.values():
        steps = unattended(compile_steps(workout, ready_wait_ms=20_000), position_ms=8000)
        said = sentences(*map(Delivery(verbosity).step, steps))
        assert [text for text in said if "Say " in text or " say " in text] == []
        assert "Ask for help" not in " ".join(said)


def test_there_is_time_to_get_into_position_instead_of_a_question() -> None:
    ready = [step for step in ALONE if isinstance(step, Talk) and step.phase is Phase.READY]
    assert [step.wait_ms for step in ready] == [8000] * 4
    assert sentences(*ready) == ["Get into position."]


def test_an_open_hold_lasts_to_its_end_and_no_record_is_claimed() -> None:
    (hold, *_) = (step for step in ALONE if isinstance(step, Work) and step.place.item == 1)
    assert (hold.open_ended, hold.measure, hold.target) == (False, Measure.SECONDS, 60)
    talk = next(
        step
        for step in ALONE
        if step.phase is Phase.ANNOUNCING and step.place and step.place.item == 1
    )
    assert "When your foot touches the floor, rest until time's up." in sentences(talk)


def test_counts_at_the_users_own_pace_become_a_time_that_is_announced() -> None:
    (counts,) = (step for step in ALONE if isinstance(step, Work) and step.place.item == 3)
    assert (counts.phase, counts.measure, counts.target) == (Phase.HOLDING, Measure.SECONDS, 60)
    talk = next(
        step
        for step in ALONE
        if step.phase is Phase.ANNOUNCING and step.place and step.place.item == 3
    )
    assert "You have 60 seconds." in sentences(talk)


def test_reps_without_an_end_are_counted_to_their_cap() -> None:
    endless = replace(CALF_RAISES, counting=Reps(6, CALF_RAISE_TEMPO, open_ended=True), sets=1)
    steps = compile_steps(routine(endless), ready_wait_ms=20_000)
    alone = unattended(steps, position_ms=8000)
    assert "Say done when your form slips, or when you lose the beat." in sentences(*steps)
    assert not [text for text in sentences(*alone) if "Say " in text]
    (work,) = (step for step in alone if isinstance(step, Work))
    assert (work.phase, work.measure, work.target) == (Phase.COUNTING, Measure.REPS, 6)
    assert not work.open_ended


def test_nobody_is_asked_how_an_exercise_felt() -> None:
    rests = [step for step in ALONE if isinstance(step, Break)]
    assert any(step.question for step in STEPS if isinstance(step, Break))
    assert [step.question for step in rests if step.question] == []
    assert Phase.RATING not in {step.phase for step in rests}


def test_everything_else_is_as_in_a_session() -> None:
    changed = (Phase.GREETING, Phase.READY, Phase.ANNOUNCING, Phase.RATING)
    for before, after in zip(STEPS, ALONE, strict=True):
        if before.phase not in changed and before.place and before.place.item in (0, 2):
            assert before == after
