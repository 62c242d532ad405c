"""Blocks of several rounds: their order, what is said, and what becomes of a change in between."""

from dataclasses import replace

import pytest

from tests.core.sample import CALF_RAISES, SINGLE_LEG_BALANCE, exercise
from voicecoach.core.facts import PlaceReached, SessionStarted, SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.playback.program import Program
from voicecoach.core.progression.past import Unfinished
from voicecoach.core.timeline.announcing import AnnouncementOptions
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.lines import Role
from voicecoach.core.timeline.navigation import before
from voicecoach.core.timeline.resuming import continuation
from voicecoach.core.timeline.steps import Break, Step, Talk, Work
from voicecoach.core.workout.block import AsManyRounds, Block, InRounds, Section
from voicecoach.core.workout.conduct import Announce, Gate
from voicecoach.core.workout.exercise import Exercise, Hold, Measure, Reps, Sides, TempoPhase
from voicecoach.core.workout.routine import Routine, RoutineItem, alternating

ROUNDS = Block(0, InRounds(rest_ms=60_000), name="Both", section=Section.MAIN, note="Slowly.")
PLANK = exercise("plank", Hold(20_000))
SQUATS = exercise("squats", Reps(8, (TempoPhase("down", 2000),)))
CALVES = RoutineItem(replace(CALF_RAISES, sets=1), 15_000)


def rounds_of(*exercises: Exercise, rounds: int = 3) -> Routine:
    """A circuit of these exercises, then calf raises."""
    items = [RoutineItem(replace(one, sets=rounds), 10_000, block=ROUNDS) for one in exercises]
    return Routine("sample", "the sample", "A sample.", 1, (*items, CALVES))


def compiled(routine: Routine) -> tuple[Step, ...]:
    """Its steps."""
    return compile_steps(routine, ready_wait_ms=20_000)


def works(steps: tuple[Step, ...]) -> list[tuple[str, int]]:
    """The sets in order."""
    places = (step.place for step in steps if isinstance(step, Work))
    return [(place.exercise.slug, place.set_number) for place in places]


CIRCUIT = rounds_of(SQUATS, PLANK)
STEPS = compiled(CIRCUIT)
ORDER = [
    *(("squats", 1), ("plank", 1), ("squats", 2), ("plank", 2)),
    *(("squats", 3), ("plank", 3), ("calf-raises", 1)),
]


def at_work(steps: tuple[Step, ...], slug: str, set_number: int) -> int:
    """Index of this set."""
    return next(
        at
        for at, step in enumerate(steps)
        if isinstance(step, Work)
        and (step.place.exercise.slug, step.place.set_number) == (slug, set_number)
    )


def test_each_round_has_one_set_of_each_exercise() -> None:
    assert works(STEPS) == ORDER


def test_one_with_fewer_sets_is_not_in_the_last_round() -> None:
    squats, plank, calves = CIRCUIT.items
    fewer = replace(plank, exercise=replace(plank.exercise, sets=1))
    steps = compiled(replace(CIRCUIT, items=(squats, fewer, calves)))
    assert works(steps) == [one for one in ORDER if one not in (("plank", 2), ("plank", 3))]


def test_an_exercise_is_announced_in_full_only_the_first_time() -> None:
    talks = [step for step in STEPS if step.phase is Phase.ANNOUNCING and isinstance(step, Talk)]
    explained = [
        (step.place.exercise.slug, step.place.set_number)
        for step in talks
        if step.place and any(line.role is Role.INSTRUCTION for line in step.lines)
    ]
    assert explained == [("squats", 1), ("plank", 1), ("calf-raises", 1)]
    assert len(talks) == len(ORDER)


def test_the_coach_asks_if_the_user_is_ready_only_in_the_first_round() -> None:
    asked = [step.place for step in STEPS if step.phase is Phase.READY]
    assert [(place.exercise.slug, place.set_number) for place in asked if place] == [
        ("squats", 1),
        ("plank", 1),
        ("calf-raises", 1),
    ]


def test_the_block_and_each_later_round_are_told_once() -> None:
    roles = (Role.SECTION, Role.BLOCK, Role.NOTE)
    lines = [line for step in STEPS if isinstance(step, Talk) for line in step.lines]
    assert [line.phrase.key for line in lines if line.role in roles] == [
        "section.main",
        "block.name",
        "block.rounds-of",
        "verbatim",
    ]
    rounds = [line.phrase.key for line in lines if line.phrase.key.startswith("round.")]
    assert rounds == ["round.begin", "round.last"]


def test_only_the_rest_between_rounds_counts_between_rounds() -> None:
    rests = [step for step in STEPS if isinstance(step, Break)]
    assert [rest.duration_ms for rest in rests] == [10_000, 60_000, 10_000, 60_000, 10_000, 10_000]


def test_the_question_how_it_felt_comes_after_the_last_round() -> None:
    asked = [step.place for step in STEPS if isinstance(step, Break) and step.question]
    assert [(place.exercise.slug, place.set_number) for place in asked] == [
        ("squats", 3),
        ("plank", 3),
    ]


@pytest.mark.parametrize(
    ("announce", "gate", "phases"),
    [
        (None, None, [Phase.ANNOUNCING, Phase.READY, Phase.HOLDING]),
        (None, Gate(asks=False), [Phase.ANNOUNCING, Phase.HOLDING]),
        (Announce.NAME, None, [Phase.ANNOUNCING, Phase.READY, Phase.HOLDING]),
        (Announce.NONE, None, [Phase.HOLDING]),
        (Announce.NONE, Gate(asks=True), [Phase.READY, Phase.HOLDING]),
    ],
)
def test_an_item_says_how_it_is_conducted(
    announce: Announce | None, gate: Gate | None, phases: list[Phase]
) -> None:
    item = RoutineItem(PLANK, 0, announce=announce, gate=gate)
    steps = compiled(Routine("sample", "the sample", "A sample.", 1, (item,)))
    assert [step.phase for step in steps[1:]] == phases


def test_sides_in_turn_take_turns_from_round_to_round() -> None:
    balance = alternating(replace(SINGLE_LEG_BALANCE, sides=Sides.EACH))
    sides = [
        step.place.side.value
        for step in compiled(rounds_of(balance))
        if isinstance(step, Work) and step.place.side
    ]
    assert sides == ["right", "left", "right"]


def test_the_next_exercise_is_the_next_one_of_the_round() -> None:
    program = Program(CIRCUIT, STEPS, at_work(STEPS, "squats", 2))
    following = program.steps[program.next_exercise].place
    assert following is not None
    assert (following.exercise.slug, following.set_number) == ("plank", 2)
    assert program.sets_to_skip == 1
    assert program.sets_to_come == 2


def test_back_from_an_announcement_leads_to_the_exercise_before_it() -> None:
    announced = at_work(STEPS, "squats", 2) - 1
    place = STEPS[before(STEPS, announced)].place
    assert place is not None
    assert (place.exercise.slug, place.set_number) == ("plank", 1)


def test_an_exercise_left_out_is_left_out_of_every_later_round() -> None:
    program = Program(CIRCUIT, STEPS, at_work(STEPS, "squats", 1))
    assert works(program.without({"plank"}).steps) == [one for one in ORDER if one[0] != "plank"]


def test_another_dose_holds_in_all_later_rounds() -> None:
    squats, *others = CIRCUIT.items
    easier = replace(squats, exercise=replace(squats.exercise, counting=Reps(6, SQUATS_TEMPO)))
    changed = replace(CIRCUIT, items=(easier, *others))
    program = Program(CIRCUIT, STEPS, at_work(STEPS, "plank", 1))
    after = program.redosed(0, changed, compiled(changed)).steps
    targets = [
        step.target
        for step in after
        if isinstance(step, Work) and step.place.exercise.slug == "squats"
    ]
    assert targets == [8, 6, 6]


SQUATS_TEMPO = (TempoPhase("down", 2000),)


def test_another_way_with_other_sides_keeps_the_order_of_the_rounds() -> None:
    squats, *others = CIRCUIT.items
    one_leg = replace(squats, exercise=replace(squats.exercise, sides=Sides.EACH))
    changed = replace(CIRCUIT, items=(one_leg, *others))
    program = Program(CIRCUIT, STEPS, at_work(STEPS, "plank", 1))
    after = works(program.redosed(0, changed, compiled(changed)).steps)
    assert after == [
        *(("squats", 1), ("plank", 1), ("squats", 2), ("squats", 2), ("plank", 2)),
        *(("squats", 3), ("squats", 3), ("plank", 3), ("calf-raises", 1)),
    ]


def test_a_workout_goes_on_in_the_round_where_it_broke_off() -> None:
    left = PlaceReached(1, "plank", 2, None, None)
    stopped = Unfinished("w", 0.0, SessionStarted("sample"), left, done=(), active_ms=0)
    going_on = continuation(
        stopped, CIRCUIT, STEPS, options=AnnouncementOptions(), ready_wait_ms=20_000
    )
    assert going_on is not None
    announced = going_on.steps[going_on.index]
    assert isinstance(announced, Talk)
    assert announced.lines[-1].phrase.key == "resume.round"
    assert works(going_on.steps[going_on.index :]) == ORDER[3:]


def test_an_amount_of_its_own_keeps_its_share_of_another_dose() -> None:
    ladder = RoutineItem(SQUATS, 0, counts=(8, 4, 1))
    eased = replace(ladder, exercise=replace(SQUATS, counting=Reps(6, SQUATS_TEMPO)))
    amounts = [eased.in_set(number).counting for number in (1, 2, 3)]
    assert [one.count for one in amounts if isinstance(one, Reps)] == [6, 3, 1]


def test_rounds_that_the_user_counts_are_not_over_with_the_first() -> None:
    block = Block(0, AsManyRounds(60_000))
    routine = Routine("sample", "the sample", "A sample.", 1, (RoutineItem(PLANK, 0, block=block),))
    left = PlaceReached(0, "plank", 1, None, None)
    done = SetEnded("plank", 1, None, None, Measure.SECONDS, 20.0, 20.0, True, False)
    stopped = Unfinished("w", 0.0, SessionStarted("sample"), left, done=(done,), active_ms=0)
    options = AnnouncementOptions()
    going_on = continuation(stopped, routine, compiled(routine), options=options, ready_wait_ms=0)
    assert going_on is not None
    assert works(going_on.steps[going_on.index :]) == [("plank", 1)]
