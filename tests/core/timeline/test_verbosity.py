"""Verbosity: what each level leaves out, and what none does."""

from dataclasses import replace
from itertools import product

import pytest

from tests.core.sample import (
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    LANGUAGE,
    SINGLE_LEG_BALANCE,
    Played,
    routine,
)
from tests.core.sample import play as play_sample
from tests.each import for_each
from voicecoach.content.loader import load_library
from voicecoach.core.effects import Rank
from voicecoach.core.facts import SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import verbatim
from voicecoach.core.timeline.announcing import AnnouncementOptions
from voicecoach.core.timeline.compiler import compile_steps, spoken_in
from voicecoach.core.timeline.delivery import IN_FULL, Delivery
from voicecoach.core.timeline.lines import Role
from voicecoach.core.timeline.steps import Break, Step, Talk
from voicecoach.core.timeline.summary import summarize
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.exercise import Exercise, Instructions, Measure

SHORT, MINIMAL = Delivery(Verbosity.SHORT), Delivery(Verbosity.MINIMAL)
LIBRARY = load_library()


def play(*exercises: Exercise, delivery: Delivery = SHORT) -> Played:
    return play_sample(*exercises, delivery=delivery)


def steps_of(name: str) -> tuple[Step, ...]:
    chosen = LIBRARY.routines[name]
    new = frozenset(item.exercise.slug for item in chosen.items)
    return compile_steps(chosen, ready_wait_ms=0, options=AnnouncementOptions(new_exercises=new))


@for_each(LIBRARY.routines)
def test_each_level_says_less_than_the_one_above_it(name: str) -> None:
    said = [
        sum(
            len(LANGUAGE.book.sentence(line.phrase))
            for step in map(delivery.step, steps_of(name))
            for line in (step.lines if isinstance(step, Talk) else ())
        )
        for delivery in (Delivery(), SHORT, MINIMAL)
    ]
    assert said[0] > said[1] > said[2] > 0


def announced_in_full(steps: tuple[Step, ...]) -> list[Exercise]:
    """The exercises that are announced with their position."""
    return [
        step.place.exercise
        for step in steps
        if isinstance(step, Talk) and step.place
        if any(line.role is Role.POSITION for line in step.lines)
    ]


def test_without_a_clock_every_exercise_of_a_routine_is_announced_in_full() -> None:
    for slug in ("balance", "full-body"):
        told = announced_in_full(steps_of(slug))
        assert told == [item.exercise for item in LIBRARY.routines[slug].items]


@for_each(product(LIBRARY.routines, [Delivery(), SHORT, MINIMAL]))
def test_warnings_doses_sides_and_questions_stay_at_every_level(case: tuple[str, Delivery]) -> None:
    name, delivery = case
    steps = steps_of(name)
    told = set(spoken_in(tuple(map(delivery.step, steps))))
    # Of many exercises on a clock all but the first are only named: there is no time for more.
    for one in announced_in_full(steps):
        assert verbatim(one.stop_sign) in told
        assert one.safety is None or verbatim(one.safety) in told
    every = set(spoken_in(steps_of(name)))
    kept = ("dose.", "side.", "switch.", "rating.", "ready.", "direction.", "announce.")
    assert {line for line in every if line.key.startswith(kept)} <= told
    assert {line for line in every if LANGUAGE.book.sentence(line).endswith("?")} <= told


@pytest.mark.parametrize(
    ("delivery", "left_out"),
    [
        (
            SHORT,
            {
                "greeting.needs-nothing",
                "greeting.help",
                "summary.totals",
            },
        ),
        (
            MINIMAL,
            {
                "greeting.needs-nothing",
                "greeting.help",
                "rest.begin",
                "summary.totals",
                "summary.goodbye",
            },
        ),
    ],
)
def test_lines_that_only_keep_company_are_left_out(delivery: Delivery, left_out: set[str]) -> None:
    done = SetEnded("calf-raises", 1, None, None, Measure.REPS, 5, 5, True, False)
    summary = summarize([done], active_ms=60_000, completed=True, side_words={})
    steps = (*compile_steps(routine(CALF_RAISES), ready_wait_ms=0), summary)
    before, after = (
        {one.key for one in spoken_in(tuple(map(how.step, steps)))} for how in (IN_FULL, delivery)
    )
    assert before - after == left_out


def test_the_advice_to_ask_a_professional_stays() -> None:
    steps = compile_steps(
        routine(CALF_RAISES),
        ready_wait_ms=0,
        options=AnnouncementOptions(first_start=True, left_out=("X",)),
    )
    greeting = MINIMAL.step(steps[0])
    assert isinstance(greeting, Talk)
    assert [line.phrase.key for line in greeting.lines] == [
        "greeting.welcome",
        "greeting.not-medical",
        "greeting.left-out",
    ]
    rest = next(MINIMAL.step(step) for step in steps if step.phase is Phase.RESTING)
    assert isinstance(rest, Break)
    assert [line.phrase.key for line in rest.opening] == ["greeting.see-first"]


def test_an_announcement_has_its_warning_before_its_shorter_instructions() -> None:
    wary = replace(
        CALF_RAISES,
        safety="Have a wall in reach.",
        instructions=Instructions(("Rise.", "Lower."), ("Up and down.",), ("Go.",)),
    )
    for delivery, told in ((SHORT, "Up and down."), (MINIMAL, "Go.")):
        step = delivery.step(compile_steps(routine(wary), ready_wait_ms=0)[1])
        assert isinstance(step, Talk)
        assert [LANGUAGE.book.sentence(line.phrase) for line in step.lines[1:4]] == [
            "Have a wall in reach.",
            told,
            "2 sets of 5.",
        ]


def test_a_talk_in_fewer_words_can_be_had_in_full_again() -> None:
    announced = compile_steps(routine(CALF_RAISES), ready_wait_ms=0)[1]
    assert isinstance(announced, Talk)
    gist = MINIMAL.step(announced)
    assert isinstance(gist, Talk)
    assert MINIMAL.step(gist) == gist != announced
    position = announced.lines[1]
    assert Delivery().step(gist) == replace(
        announced, lines=tuple(line for line in announced.lines if line != position)
    )


@pytest.mark.parametrize(
    ("delivery", "tempo", "reminders"), [(Delivery(), 15, 1), (SHORT, 15, 0), (MINIMAL, 0, 0)]
)
def test_words_in_the_work_become_fewer(delivery: Delivery, tempo: int, reminders: int) -> None:
    played = play(replace(CALF_RAISES, sets=1), delivery=delivery).until_phase(Phase.SUMMARY)
    assert len(played.words(Rank.TEMPO)) == tempo
    assert len(played.words(Rank.COACHING)) == reminders
    assert len([one for _, one in played.earcons if one == "tick"]) == 15 - tempo
    assert played.words(Rank.COUNT) == ["3", "2", "1", "1", "2", "3", "4", "5."]


@pytest.mark.parametrize(
    ("delivery", "calls"),
    [
        (Delivery(), ["Hold.", "Half way.", "Last 10 seconds."]),
        (SHORT, ["Hold.", "Last 10 seconds."]),
        (MINIMAL, ["Hold."]),
    ],
)
def test_time_calls_become_fewer(delivery: Delivery, calls: list[str]) -> None:
    played = play(SINGLE_LEG_BALANCE, delivery=delivery).until_phase(Phase.SWITCHING)
    assert played.words(Rank.CALL) == ["I'll begin in 10 seconds.", *calls]


@pytest.mark.parametrize(
    "delivery", [SHORT, MINIMAL, Delivery(beeps=True), replace(MINIMAL, beeps=True)]
)
@pytest.mark.parametrize("sample", [CALF_RAISES, SINGLE_LEG_BALANCE, HEEL_TO_TOE_WALK])
def test_the_results_are_the_same_at_any_verbosity(sample: Exercise, delivery: Delivery) -> None:
    kept = [
        [fact for fact in played.facts if isinstance(fact, SetEnded)]
        for how in (Delivery(), delivery)
        for played in [play(sample, delivery=how).until_phase(Phase.SUMMARY)]
    ]
    assert kept[0] == kept[1] != []
