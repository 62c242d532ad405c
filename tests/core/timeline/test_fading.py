"""Less is said of an exercise that the user knows, and some things are never left out."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISES,
    LANGUAGE,
    SINGLE_LEG_BALANCE,
    Played,
    play,
)
from tests.each import for_each
from voicecoach.content.loader import load_library
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Rank
from voicecoach.core.facts import WordsAsked, WordsWish
from voicecoach.core.phases import Phase
from voicecoach.core.timeline.announcing import AnnouncementOptions
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.lines import ESSENTIAL, Line
from voicecoach.core.timeline.steps import Break, Step, Talk
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.exercise import Exercise, OpenHold, Reps
from voicecoach.core.workout.routine import Routine
from voicecoach.core.workout.variations import way_below

LIBRARY = load_library()


def known(*slugs: str, level: Verbosity = Verbosity.NAME) -> Delivery:
    return Delivery(wordings={(slug, None): level for slug in slugs})


def lines(*steps: Step) -> Iterator[Line]:
    for step in steps:
        if isinstance(step, Talk):
            yield from step.lines
        elif isinstance(step, Break):
            yield from (*step.opening, *step.ahead)


def steps_of(routine: Routine) -> tuple[Step, ...]:
    return compile_steps(routine, ready_wait_ms=20_000, options=AnnouncementOptions())


@for_each(product(LIBRARY.routines, Verbosity))
def test_the_essence_is_said_however_well_an_exercise_is_known(case: tuple[str, Verbosity]) -> None:
    name, level = case
    routine = LIBRARY.routines[name]
    varied = tuple(
        replace(item, exercise=way_below(item.exercise) or item.exercise) for item in routine.items
    )
    for one in (routine, replace(routine, items=varied)):
        steps = steps_of(one)
        learnt = {
            (item.exercise.slug, item.variation.name if item.variation else None): level
            for item in one.items
        }
        told = list(lines(*map(Delivery(wordings=learnt).step, steps)))
        assert [line for line in lines(*steps) if line.role in ESSENTIAL] == [
            line for line in told if line.role in ESSENTIAL
        ]


@for_each(LIBRARY.routines)
def test_each_level_has_fewer_words_than_the_one_above(name: str) -> None:
    routine = LIBRARY.routines[name]
    slugs = [item.exercise.slug for item in routine.items]
    words = [
        sum(
            len(LANGUAGE.book.sentence(line.phrase).split())
            for line in lines(*map(known(*slugs, level=level).step, steps_of(routine)))
        )
        for level in Verbosity
    ]
    assert words == sorted(set(words))


def announced(delivery: Delivery) -> list[str]:
    """Words about calf raises before the first set."""
    played = play(CALF_RAISES, delivery=delivery).until_phase(Phase.ANNOUNCING)
    already = len(played.words()) - 1
    return played.until_phase(Phase.COUNTING).words()[already:-1]


def test_of_a_known_exercise_the_name_and_the_dose_are_enough() -> None:
    assert announced(known("calf-raises")) == [
        "Calf raises.",
        "2 sets of 5.",
        "Say ready when you're set.",
        "I'll begin in 10 seconds.",
    ]


def test_another_exercise_keeps_its_words() -> None:
    assert announced(known("toe-raises")) == announced(Delivery())


def test_of_a_variation_that_is_new_everything_is_said() -> None:
    delivery = Delivery(wordings={("calf-raises", "on one leg"): Verbosity.NAME})
    assert announced(delivery)[1:] == announced(Delivery())[1:]


def test_the_greeting_is_as_short_as_the_exercise_that_is_known_best() -> None:
    exercises = CALF_RAISES, SINGLE_LEG_BALANCE
    said = [
        play(*exercises, delivery=delivery).until_phase(Phase.ANNOUNCING).words()[:-1]
        for delivery in (known("calf-raises"), Delivery())
    ]
    assert said[0][0] == "Welcome back to the sample."
    assert len(said[0]) < len(said[1])


def at_work(exercise: Exercise, rank: Rank, delivery: Delivery) -> list[str]:
    """The words of this rank in all sets of an exercise."""
    return play(exercise, delivery=delivery).until_phase(Phase.SUMMARY).words(rank)


def test_a_known_exercise_has_one_reminder_in_its_first_set() -> None:
    long = LIBRARY.exercises["calf-raises"]
    assert len(at_work(long, Rank.COACHING, known("calf-raises"))) == 1
    assert len(at_work(long, Rank.COACHING, Delivery())) >= long.sets


def test_the_tempo_of_a_known_exercise_is_named_in_two_reps_of_each_set() -> None:
    long = LIBRARY.exercises["calf-raises"]
    assert isinstance(long.counting, Reps)
    parts = len(long.counting.tempo)
    assert len(at_work(long, Rank.TEMPO, known("calf-raises"))) == 2 * parts * long.sets
    assert len(at_work(long, Rank.TEMPO, Delivery())) == 12 * parts * long.sets


def test_fewer_times_are_called_in_a_known_hold() -> None:
    held = replace(BAREFOOT_BALANCE, sets=1, counting=OpenHold(60_000))
    calls = at_work(held, Rank.CALL, known("barefoot-balance"))
    assert calls[-3:] == ["Hold.", "20 seconds.", "40 seconds."]
    assert "30 seconds." in at_work(held, Rank.CALL, Delivery())


def in_announcement(delivery: Delivery) -> Played:
    exercises = CALF_RAISES, SINGLE_LEG_BALANCE
    played = play(*exercises, delivery=delivery).until_phase(Phase.ANNOUNCING)
    return played.until(played.now_ms + 500)


def test_more_talk_brings_back_the_words_of_the_exercise_at_hand() -> None:
    played = in_announcement(known("calf-raises"))
    for answer in ["I'll say a bit more."] * 3 + ["That's all I've got."]:
        played.want(Intent.MORE_TALK)
        assert played.words()[-1] == answer
        played.until(played.now_ms + 300)
    told = played.until_phase(Phase.READY).words()
    assert "Exercise 1 of 2. Calf raises." in told
    assert "Stand." in told


def test_a_line_said_in_brief_is_not_said_again_in_full() -> None:
    played = in_announcement(known("calf-raises"))
    while "2 sets of 5." not in played.words():
        played.until(played.now_ms + 50)
    played.want(Intent.MORE_TALK)
    assert "Exercise 1 of 2. Calf raises." not in played.until_phase(Phase.READY).words()


def test_less_talk_ends_where_words_only_fade_by_themselves() -> None:
    delivery = Delivery()
    for _ in range(4):
        delivery = delivery.with_less_talk()
    assert delivery.verbosity is Verbosity.MINIMAL


@pytest.mark.parametrize(
    ("intent", "wish"), [(Intent.HOW, WordsWish.EXPLAIN), (Intent.REPEAT, WordsWish.REPEAT)]
)
@pytest.mark.parametrize("phase", [Phase.ANNOUNCING, Phase.READY])
def test_words_that_are_asked_for_are_kept(phase: Phase, intent: Intent, wish: WordsWish) -> None:
    played = play(CALF_RAISES).until_phase(phase)
    played.until(played.now_ms + 500)
    played.want(intent)
    kept = [fact for fact in played.facts if isinstance(fact, WordsAsked)]
    assert kept == [WordsAsked("calf-raises", wish)]


def test_a_set_that_is_begun_again_asks_for_no_words() -> None:
    played = play(CALF_RAISES).until_phase(Phase.COUNTING)
    played.until(played.now_ms + 5000)
    played.want(Intent.REPEAT)
    assert not any(isinstance(fact, WordsAsked) for fact in played.facts)
