"""The table of the kinds of counting is complete, and agrees with the files that name a kind."""

from typing import get_args

import pytest

from tests.core.sample import exercise
from voicecoach.content import counting_schema
from voicecoach.core.timeline.steps import Place
from voicecoach.core.timeline.work import work_for
from voicecoach.core.workout.amounts import amount_of, set_ms, slowed, with_amount
from voicecoach.core.workout.counting import KINDS, kind_of
from voicecoach.core.workout.exercise import (
    Counting,
    Distance,
    Hold,
    Letters,
    Measure,
    OpenHold,
    Reps,
    Steps,
    TempoPhase,
    Timed,
    UserPaced,
)

EXAMPLES: tuple[Counting, ...] = (
    Reps(10, (TempoPhase("up", 2000), TempoPhase("down", 1500))),
    Hold(30_000),
    OpenHold(60_000),
    Letters("A", "M", 2500),
    Steps(20, 1500, 10),
    UserPaced(20, 120_000),
    Timed(60_000, ("heel", "arch")),
    Distance(400, 300_000),
)
each_kind = pytest.mark.parametrize("counting", EXAMPLES, ids=lambda one: kind_of(one).name)


def test_every_kind_of_counting_has_one_row() -> None:
    assert sorted(kind.counting.__name__ for kind in KINDS) == sorted(
        kind.__name__ for kind in get_args(Counting)
    )


def test_every_kind_of_counting_has_an_example_here() -> None:
    assert {type(example) for example in EXAMPLES} == set(get_args(Counting))


def test_exercise_files_and_the_table_call_the_kinds_the_same() -> None:
    tables = get_args(get_args(counting_schema.CountingTable)[0])
    named = {
        get_args(table.model_fields["kind"].annotation)[0]: table.to_core.__annotations__["return"]
        for table in tables
    }
    assert named == {kind.name: kind.counting for kind in KINDS}


@each_kind
def test_an_amount_that_is_set_is_the_amount_there_is(counting: Counting) -> None:
    more = with_amount(counting, amount_of(counting) + 5)
    assert amount_of(more) == amount_of(counting) + 5
    assert set_ms(more) > set_ms(counting)
    assert with_amount(more, amount_of(counting)).__class__ is counting.__class__


@each_kind
def test_a_set_asks_for_the_measure_and_amount_of_the_table(counting: Counting) -> None:
    work = work_for(Place(0, exercise("some", counting), 1, None, None))
    assert work.measure is kind_of(counting).measure
    assert work.target == amount_of(counting)


@each_kind
def test_progression_never_raises_a_set_to_less_than_it_is(counting: Counting) -> None:
    assert kind_of(counting).most_amount(counting) >= amount_of(counting)


@each_kind
def test_the_same_share_of_a_dose_is_the_same_dose(counting: Counting) -> None:
    assert kind_of(counting).scaled(counting, 1.0) == counting


@each_kind
def test_only_what_has_a_tempo_becomes_slower(counting: Counting) -> None:
    is_longer = set_ms(slowed(counting, 1.2)) > set_ms(counting)
    assert is_longer == (kind_of(counting).measure is Measure.REPS)


@pytest.mark.parametrize(
    ("counting", "text", "pace"),
    [
        (EXAMPLES[0], "10", "up 2 s, down 1.5 s"),
        (Reps(25, (TempoPhase("up", 2000),), open_ended=True), "up to 25", "up 2 s"),
        (Hold(2500), "2.5 s", ""),
        (OpenHold(60_000), "up to 60 s", ""),
        (Letters("A", "M", 2500), "A to M", "a letter every 2.5 s"),
        (Steps(20, 1500, 10), "20 steps", "a step every 1.5 s, a turn after 10"),
        (Steps(20, 1500, None), "20 steps", "a step every 1.5 s"),
        (UserPaced(20, 120_000), "20 or 120 s", "your own"),
        (Timed(60_000, ("Heel", "Arch")), "60 s", "heel, then arch"),
        (Timed(20_000, (), (TempoPhase("in", 4000),)), "20 s", "in 4 s"),
        (Distance(400, 300_000), "400 m", "your own"),
    ],
)
def test_the_amount_and_the_pace_in_a_few_written_words(
    counting: Counting, text: str, pace: str
) -> None:
    kind = kind_of(counting)
    assert (kind.text(counting), kind.pace(counting)) == (text, pace)


@pytest.mark.parametrize(
    ("first", "last", "most"),
    [("A", "F", 12), ("M", "R", 12), ("P", "V", 11)],
)
def test_letters_are_doubled_at_most_and_end_with_the_alphabet(
    first: str, last: str, most: int
) -> None:
    letters = Letters(first, last, beat_ms=2000)
    assert kind_of(letters).most_amount(letters) == most
