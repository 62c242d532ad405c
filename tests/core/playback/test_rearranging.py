"""From any way of an exercise to any other, at any of its steps, no side is left untrained."""

from dataclasses import replace
from functools import lru_cache
from itertools import groupby, permutations

import pytest

from tests.core.sample import CALF_RAISES, SINGLE_LEG_BALANCE
from voicecoach.content.loader import load_library
from voicecoach.core.playback.program import Program
from voicecoach.core.timeline.announcing import AnnouncementOptions, morning_question
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.lines import Role
from voicecoach.core.timeline.steps import Break, Step, Work
from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.routine import Routine, RoutineItem
from voicecoach.core.workout.variations import in_variation

EXERCISES = load_library().exercises
ITEM = 1
"""Index of the exercise that changes."""


def ways_of(exercise: Exercise) -> list[Exercise]:
    return [in_variation(exercise, way) for way in (None, *exercise.variations)]


@lru_cache(maxsize=50)  # an exercise changes at each step into the same few others
def steps_of(routine: Routine) -> tuple[Step, ...]:
    return compile_steps(routine, ready_wait_ms=0)


def program_of(exercise: Exercise) -> Program:
    """A workout with this exercise between two others."""
    items = [RoutineItem(one, 15_000) for one in (CALF_RAISES, exercise, SINGLE_LEG_BALANCE)]
    routine = Routine("sample", "the sample", "A sample.", 1, tuple(items))
    return Program(routine, steps_of(routine))


def changed(program: Program, to: Exercise) -> Program:
    item = replace(program.routine.items[ITEM], exercise=to)
    sets = max(to.sets, program.set_to_come(ITEM))
    items = list(program.routine.items)
    items[ITEM] = replace(item, exercise=replace(to, sets=sets))
    routine = replace(program.routine, items=tuple(items))
    return program.redosed(ITEM, routine, steps_of(routine))


def works_of(program: Program) -> list[Work]:
    return [
        step
        for step in program.steps[program.index :]
        if isinstance(step, Work) and step.place.item == ITEM
    ]


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda one: one.slug)
def test_each_set_to_come_has_each_side(exercise: Exercise) -> None:
    for before, after in permutations(ways_of(exercise), 2):
        whole = program_of(before)
        for index in range(len(whole.steps)):
            program = whole.at(index)
            if not works_of(program):
                continue
            then = changed(program, after)
            assert type(then.step) is type(program.step)
            done = {step.place.turn for step in whole.steps[:index] if isinstance(step, Work)}
            places = [work.place for work in works_of(then)]
            for number, of_set in groupby(places, lambda place: place.set_number):
                turns = [place.turn for place in of_set]
                each = {(side, way) for side in after.sides_in_turn for way in ways(after)}
                missing = each - set(turns)
                assert len(turns) == len(set(turns)), (number, turns)
                assert missing <= done, (before.variation, after.variation, index)
            numbers = [place.set_number for place in places]
            assert numbers == sorted(numbers)
            assert numbers[-1] >= after.sets or program.set_to_come(ITEM) > after.sets
            others = [step for step in whole.steps if step.place and step.place.item != ITEM]
            kept = [step for step in then.steps if step.place and step.place.item != ITEM]
            assert kept == others


def ways(exercise: Exercise) -> tuple[str | None, ...]:
    return exercise.directions or (None,)


def test_a_greeting_to_come_names_the_equipment_of_the_new_way() -> None:
    marbles = EXERCISES["marble-pickups"]
    whole = program_of(marbles)
    asked = replace(whole, steps=(morning_question(marbles), *whole.steps))
    told = str(changed(asked, in_variation(marbles, marbles.named("a sock"))).steps[1])
    assert "a sock" in told
    assert "marbles" not in told
    later = changed(asked.at(1), in_variation(marbles, marbles.named("a sock")))
    assert later.steps[1] == whole.steps[0]


def test_instructions_for_a_new_user_stay_in_the_first_rest() -> None:
    first = AnnouncementOptions(first_start=True)
    items = (RoutineItem(EXERCISES["calf-raises"], 15_000),)
    routine = Routine("sample", "the sample", "A sample.", 1, items)
    steps = compile_steps(routine, ready_wait_ms=0, options=first)
    eased = in_variation(EXERCISES["calf-raises"], EXERCISES["calf-raises"].named("half height"))
    lower = replace(routine, items=(replace(items[0], exercise=eased),))
    changed_steps = compile_steps(lower, ready_wait_ms=0, options=first)
    then = Program(routine, steps, index=1).redosed(0, lower, changed_steps)
    rests = [step for step in then.steps if isinstance(step, Break)]
    assert Role.DISCLAIMER in [line.role for line in rests[0].opening]
