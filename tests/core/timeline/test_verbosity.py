"""Verbosity: what each level leaves out, what none does, and changes by voice."""

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
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Rank
from voicecoach.core.facts import IntentHeard, SetEnded
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


# What is left out


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
def test_what_only_keeps_company_is_left_out(delivery: Delivery, left_out: set[str]) -> None:
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
def test_what_was_done_is_the_same_in_any_words(sample: Exercise, delivery: Delivery) -> None:
    kept = [
        [fact for fact in played.facts if isinstance(fact, SetEnded)]
        for how in (Delivery(), delivery)
        for played in [play(sample, delivery=how).until_phase(Phase.SUMMARY)]
    ]
    assert kept[0] == kept[1] != []


# By voice


def lines_after(played: Played, intent: Intent) -> list[str]:
    """What is said from this wish on, up to the request to say "ready"."""
    already = len(played.said)
    played.want(intent)
    played.until_phase(Phase.READY)
    return played.words()[already:]


TOLD = replace(
    CALF_RAISES, instructions=Instructions(("One.", "Two.", "Three."), ("Short.",), ("Least.",))
)


def announcing(delivery: Delivery) -> Played:
    return play(TOLD, delivery=delivery).until_phase(Phase.ANNOUNCING)


def test_less_talk_counts_from_the_next_line_on() -> None:
    played = announcing(Delivery())
    played.until(played.now_ms + 500)
    assert played.words()[-1] == "Calf raises."
    assert lines_after(played, Intent.LESS_TALK)[:4] == [
        "I'll say less.",
        "Calf raises.",
        "Short.",
        "2 sets of 5.",
    ]
    assert [fact.intent for fact in played.facts if isinstance(fact, IntentHeard)] == ["less-talk"]


def test_less_talk_ends_instructions_that_have_begun() -> None:
    played = announcing(Delivery())
    while played.words()[-1] != "Two.":
        played.until(played.now_ms + 50)
    assert lines_after(played, Intent.LESS_TALK)[:2] == ["I'll say less.", "2 sets of 5."]
    assert "Short." not in played.words()


def test_more_talk_tells_what_is_to_come_in_full() -> None:
    played = announcing(MINIMAL)
    played.until(played.now_ms + 500)
    played.want(Intent.MORE_TALK)
    played.until(played.now_ms + 500)
    said = lines_after(played, Intent.MORE_TALK)
    assert said[:6] == [
        "I'll say a bit more.",
        "Calf raises.",
        "Stand.",
        "One.",
        "Two.",
        "Three.",
    ]


def test_more_talk_after_short_instructions_does_not_go_back_to_longer_ones() -> None:
    played = announcing(MINIMAL)
    while played.words()[-1] != "2 sets of 5.":
        played.until(played.now_ms + 50)
    played.want(Intent.MORE_TALK)
    played.until(played.now_ms + 500)
    assert lines_after(played, Intent.MORE_TALK)[:2] == ["I'll say a bit more.", "2 sets of 5."]
    assert "Stand." not in played.words()


def test_repeat_tells_all_of_it_in_as_many_words_as_are_wanted_now() -> None:
    played = announcing(Delivery())
    while played.words()[-1] != "Two.":
        played.until(played.now_ms + 50)
    played.want(Intent.LESS_TALK)
    played.until(played.now_ms + 1500)
    assert lines_after(played, Intent.REPEAT)[:3] == [
        "Calf raises.",
        "Short.",
        "2 sets of 5.",
    ]


@pytest.mark.parametrize("delivery", [Delivery(), SHORT])
def test_a_talk_goes_on_after_a_pause_with_all_that_was_left_of_it(delivery: Delivery) -> None:
    told = replace(TOLD, instructions=Instructions(("One.", "Two."), ("One.", "Three."), ("X.",)))
    played = play(told, delivery=delivery).until_phase(Phase.ANNOUNCING)
    while played.words()[-1] != "One.":
        played.until(played.now_ms + 50)
    played.press(Intent.PAUSE)
    played.until(played.now_ms + 2000)
    rest = "Two." if delivery == Delivery() else "Three."
    assert lines_after(played, Intent.RESUME)[:3] == ["One.", rest, "2 sets of 5."]


def test_a_dose_that_is_changed_in_a_pause_is_told_as_it_is_now() -> None:
    played = announcing(Delivery())
    while played.words()[-1] != "Two.":
        played.until(played.now_ms + 50)
    played.press(Intent.PAUSE)
    played.until(played.now_ms + 2000)
    played.want(Intent.EASIER)
    played.until(played.now_ms + 8000)
    assert lines_after(played, Intent.RESUME)[:3] == ["Two.", "Three.", "2 sets of 4."]


def test_less_talk_in_a_pause_counts_for_the_rest_of_the_paused_talk() -> None:
    played = announcing(Delivery())
    played.until(played.now_ms + 500)
    played.press(Intent.PAUSE)
    played.until(played.now_ms + 2000)
    played.want(Intent.LESS_TALK)
    played.until(played.now_ms + 3000)
    assert lines_after(played, Intent.RESUME)[:3] == [
        "Calf raises.",
        "Short.",
        "2 sets of 5.",
    ]


def test_a_talk_that_was_made_shorter_goes_on_after_a_pause_where_it_was() -> None:
    played = announcing(Delivery())
    while played.words()[-1] != "Two.":
        played.until(played.now_ms + 50)
    played.want(Intent.LESS_TALK)
    while played.words()[-1] != "2 sets of 5.":
        played.until(played.now_ms + 50)
    played.press(Intent.PAUSE)
    played.until(played.now_ms + 2000)
    assert lines_after(played, Intent.RESUME)[0] == "2 sets of 5."


@pytest.mark.parametrize(
    ("is_less", "calls", "next_set"),
    [(False, ["10 seconds."], ["Hold.", "Last 10 seconds."]), (True, [], ["Hold."])],
)
def test_less_talk_in_a_rest_counts_at_once_and_for_the_set_after_it(
    is_less: bool, calls: list[str], next_set: list[str]
) -> None:
    long_rest = replace(SINGLE_LEG_BALANCE, rest_ms=60_000, sets=2)
    played = play(long_rest, delivery=SHORT).until_phase(Phase.RESTING)
    played.until(played.now_ms + 8000)
    if is_less:
        played.want(Intent.LESS_TALK)
    already = len(played.words(Rank.CALL))
    played.until_phase(Phase.HOLDING)
    assert played.words(Rank.CALL)[already:] == calls
    played.until_phase(Phase.SWITCHING)
    assert played.words(Rank.CALL)[already + len(calls) :] == next_set


@pytest.mark.parametrize(
    ("delivery", "intent", "answer"),
    [
        (Delivery(), Intent.MORE_TALK, "That's all I've got."),
        (MINIMAL, Intent.LESS_TALK, "That's as little as I can say."),
    ],
)
def test_at_the_last_level_it_says_so(delivery: Delivery, intent: Intent, answer: str) -> None:
    assert lines_after(announcing(delivery), intent)[0] == answer


def test_it_is_no_word_for_the_work() -> None:
    played = play(CALF_RAISES).until_phase(Phase.COUNTING)
    played.until(played.now_ms + 4000)
    played.want(Intent.LESS_TALK)
    assert [f.accepted for f in played.facts if isinstance(f, IntentHeard)] == [False]
