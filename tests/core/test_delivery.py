"""Fewer words: what is left out at which level, at once, and what never is; and counts in tones."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISE_TEMPO,
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    LANGUAGE,
    SINGLE_LEG_BALANCE,
    Played,
    exercise,
    routine,
)
from voicecoach.content.loader import load_library
from voicecoach.core.announcing import Telling
from voicecoach.core.delivery import Delivery, Verbosity
from voicecoach.core.effects import Rank
from voicecoach.core.exercise import Exercise, Instructions, Letters, Reps, Steps
from voicecoach.core.intents import Intent
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, verbatim
from voicecoach.core.records import IntentHeard, SetEnded
from voicecoach.core.session import Session, SessionOptions
from voicecoach.core.steps import Step, Talk
from voicecoach.core.timeline import compile_steps, spoken_in
from voicecoach.core.view import Tally

SHORT, MINIMAL = Delivery(Verbosity.SHORT), Delivery(Verbosity.MINIMAL)
BEEPS = Delivery(beeps=True)
LIBRARY = load_library()


def length_of(words: Phrase) -> int:
    return 200 + 60 * len(LANGUAGE.book.sentence(words))


def play(*exercises: Exercise, delivery: Delivery = SHORT, speed: float = 1.0) -> Played:
    chosen = routine(*exercises)
    playing = Session(
        chosen,
        compile_steps(chosen, ready_wait_ms=3000),
        book=LANGUAGE.book,
        vocabulary=LANGUAGE.vocabulary,
        length_of=length_of,
        options=SessionOptions(delivery=delivery, speed=speed),
    )
    played = Played(playing, length_of)
    played.effects += [(0, effect) for effect in playing.begin(0)]
    return played


def words_of(played: Played, rank: Rank | None = None) -> list[str]:
    return [words for _, words, its in played.said if rank in (None, its)]


# What is left out


def steps_of(name: str) -> tuple[Step, ...]:
    chosen = LIBRARY.routines[name]
    new = frozenset(item.exercise.slug for item in chosen.items)
    return compile_steps(chosen, ready_wait_ms=0, telling=Telling(new_exercises=new))


@pytest.mark.parametrize("name", LIBRARY.routines)
def test_each_level_says_less_than_the_one_above_it(name: str) -> None:
    said = [
        sum(
            len(LANGUAGE.book.sentence(line))
            for step in map(delivery.step, steps_of(name))
            for line in (step.lines if isinstance(step, Talk) else ())
        )
        for delivery in (Delivery(), SHORT, MINIMAL)
    ]
    assert said[0] > said[1] > said[2] > 0


@pytest.mark.parametrize("delivery", [Delivery(), SHORT, MINIMAL])
@pytest.mark.parametrize("name", LIBRARY.routines)
def test_warnings_doses_sides_and_questions_stay_at_every_level(
    name: str, delivery: Delivery
) -> None:
    told = set(spoken_in(tuple(map(delivery.step, steps_of(name)))))
    exercises = [item.exercise for item in LIBRARY.routines[name].items]
    for one in exercises:
        assert verbatim(one.stop_sign) in told
        assert one.safety is None or verbatim(one.safety) in told
    every = set(spoken_in(steps_of(name)))
    kept = ("dose.", "side.", "switch.", "rating.", "ready.", "direction.", "announce.")
    assert {line for line in every if line.key.startswith(kept)} <= told
    assert {line for line in every if LANGUAGE.book.sentence(line).endswith("?")} <= told


def test_the_advice_to_ask_a_professional_stays() -> None:
    steps = compile_steps(
        routine(CALF_RAISES), ready_wait_ms=0, telling=Telling(first_start=True, left_out=("X",))
    )
    greeting = MINIMAL.step(steps[0])
    assert isinstance(greeting, Talk)
    assert [line.key for line in greeting.lines] == [
        "greeting.welcome",
        "greeting.not-medical",
        "greeting.left-out",
    ]


def test_an_announcement_has_its_warning_before_its_shorter_instructions() -> None:
    wary = replace(
        CALF_RAISES,
        safety="Have a wall in reach.",
        instructions=Instructions(("Rise.", "Lower."), ("Up and down.",), ("Go.",)),
    )
    for delivery, told in ((SHORT, "Up and down."), (MINIMAL, "Go.")):
        step = delivery.step(compile_steps(routine(wary), ready_wait_ms=0)[1])
        assert isinstance(step, Talk)
        assert [LANGUAGE.book.sentence(line) for line in step.lines[1:4]] == [
            "Have a wall in reach.",
            told,
            "5 repetitions.",
        ]


def test_a_wording_that_is_shorter_already_stays() -> None:
    minimal = compile_steps(routine(CALF_RAISES), ready_wait_ms=0)[1]
    assert isinstance(minimal, Talk)
    gist = replace(minimal, lines=(*minimal.lines[:1], verbatim("Go."), *minimal.lines[3:]))
    assert SHORT.step(gist) == gist


@pytest.mark.parametrize(
    ("delivery", "tempo", "reminders"), [(Delivery(), 15, 1), (SHORT, 15, 0), (MINIMAL, 0, 0)]
)
def test_words_in_the_work_become_fewer(delivery: Delivery, tempo: int, reminders: int) -> None:
    played = play(replace(CALF_RAISES, sets=1), delivery=delivery).until_phase(Phase.SUMMARY)
    assert len(words_of(played, Rank.TEMPO)) == tempo
    assert len(words_of(played, Rank.COACHING)) == reminders
    assert len([one for _, one in played.earcons if one == "tick"]) == 15 - tempo
    assert words_of(played, Rank.COUNT) == ["3", "2", "1", "1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("delivery", "calls"),
    [
        (Delivery(), ["Hold.", "Half way.", "10 seconds."]),
        (SHORT, ["Hold.", "10 seconds."]),
        (MINIMAL, ["Hold."]),
    ],
)
def test_time_calls_become_fewer(delivery: Delivery, calls: list[str]) -> None:
    played = play(SINGLE_LEG_BALANCE, delivery=delivery).until_phase(Phase.SWITCHING)
    assert words_of(played, Rank.CALL) == calls


@pytest.mark.parametrize("delivery", [SHORT, MINIMAL, BEEPS, replace(MINIMAL, beeps=True)])
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
    """What is said from this wish on, to the question whether one is ready."""
    already = len(played.said)
    played.want(intent)
    played.until_phase(Phase.READY)
    return words_of(played)[already:]


TOLD = replace(
    CALF_RAISES, instructions=Instructions(("One.", "Two.", "Three."), ("Short.",), ("Least.",))
)


def announcing(delivery: Delivery) -> Played:
    return play(TOLD, delivery=delivery).until_phase(Phase.ANNOUNCING)


def test_less_talk_counts_from_the_next_line_on() -> None:
    played = announcing(Delivery())
    played.until(played.now_ms + 500)
    assert words_of(played)[-1] == "Exercise 1 of 1. Calf raises."
    assert lines_after(played, Intent.LESS_TALK)[:4] == [
        "In fewer words, then.",
        "Exercise 1 of 1. Calf raises.",
        "Short.",
        "5 repetitions.",
    ]
    assert [fact.intent for fact in played.facts if isinstance(fact, IntentHeard)] == ["less-talk"]


def test_less_talk_ends_instructions_that_have_begun() -> None:
    played = announcing(Delivery())
    while words_of(played)[-1] != "Two.":
        played.until(played.now_ms + 50)
    assert lines_after(played, Intent.LESS_TALK)[:2] == ["In fewer words, then.", "5 repetitions."]
    assert "Short." not in words_of(played)


def test_more_talk_tells_what_is_to_come_in_full() -> None:
    played = announcing(MINIMAL)
    played.until(played.now_ms + 500)
    played.want(Intent.MORE_TALK)
    played.until(played.now_ms + 500)
    said = lines_after(played, Intent.MORE_TALK)
    assert said[:6] == [
        "In more words, then.",
        "Exercise 1 of 1. Calf raises.",
        "Stand.",
        "One.",
        "Two.",
        "Three.",
    ]


def test_repeat_tells_all_of_it_in_as_many_words_as_are_wanted_now() -> None:
    played = announcing(Delivery())
    while words_of(played)[-1] != "Two.":
        played.until(played.now_ms + 50)
    played.want(Intent.LESS_TALK)
    played.until(played.now_ms + 1500)
    assert lines_after(played, Intent.REPEAT)[:3] == [
        "Exercise 1 of 1. Calf raises.",
        "Short.",
        "5 repetitions.",
    ]


def test_less_talk_in_a_pause_counts_for_the_rest_of_the_frozen_talk() -> None:
    played = announcing(Delivery())
    played.until(played.now_ms + 500)
    played.press(Intent.PAUSE)
    played.until(played.now_ms + 2000)
    played.want(Intent.LESS_TALK)
    played.until(played.now_ms + 3000)
    assert lines_after(played, Intent.RESUME)[:3] == [
        "Exercise 1 of 1. Calf raises.",
        "Short.",
        "5 repetitions.",
    ]


def test_a_talk_that_was_made_shorter_goes_on_after_a_pause_where_it_was() -> None:
    played = announcing(Delivery())
    while words_of(played)[-1] != "Two.":
        played.until(played.now_ms + 50)
    played.want(Intent.LESS_TALK)
    while words_of(played)[-1] != "5 repetitions.":
        played.until(played.now_ms + 50)
    played.press(Intent.PAUSE)
    played.until(played.now_ms + 2000)
    assert lines_after(played, Intent.RESUME)[0] == "5 repetitions."


@pytest.mark.parametrize(
    ("is_less", "calls", "next_set"),
    [(False, ["10 seconds."], ["Hold.", "10 seconds."]), (True, [], ["Hold."])],
)
def test_less_talk_in_a_rest_counts_at_once_and_for_the_set_after_it(
    is_less: bool, calls: list[str], next_set: list[str]
) -> None:
    long_rest = replace(SINGLE_LEG_BALANCE, rest_ms=60_000, sets=2)
    played = play(long_rest, delivery=SHORT).until_phase(Phase.RESTING)
    played.until(played.now_ms + 8000)
    if is_less:
        played.want(Intent.LESS_TALK)
    already = len(words_of(played, Rank.CALL))
    played.until_phase(Phase.HOLDING)
    assert words_of(played, Rank.CALL)[already:] == calls
    played.until_phase(Phase.SWITCHING)
    assert words_of(played, Rank.CALL)[already + len(calls) :] == next_set


@pytest.mark.parametrize(
    ("delivery", "intent", "answer"),
    [
        (Delivery(), Intent.MORE_TALK, "These are all the words I have."),
        (MINIMAL, Intent.LESS_TALK, "Fewer words are too few."),
    ],
)
def test_at_the_last_level_it_says_so(delivery: Delivery, intent: Intent, answer: str) -> None:
    assert lines_after(announcing(delivery), intent)[0] == answer


def test_it_is_no_word_for_the_work() -> None:
    played = play(CALF_RAISES).until_phase(Phase.COUNTING)
    played.until(played.now_ms + 4000)
    played.want(Intent.LESS_TALK)
    assert [f.accepted for f in played.facts if isinstance(f, IntentHeard)] == [False]


# Tones


def beeps_of(sample: Exercise, *, speed: float = 1.0) -> tuple[Played, list[tuple[int, str]]]:
    played = play(sample, delivery=BEEPS, speed=speed).until_phase(Phase.COUNTING)
    begins_ms = played.now_ms + 3000
    played.until_phase(Phase.SUMMARY)
    return played, [(at - begins_ms, one) for at, one in played.earcons if one.startswith("beep")]


def test_counts_become_tones_at_the_same_times() -> None:
    played, beeps = beeps_of(HEEL_TO_TOE_WALK)
    assert words_of(played, Rank.COUNT) == []
    times_ms = [at_ms for at_ms, _ in beeps]
    intervals_ms = [after - before for before, after in pairwise(times_ms)]
    assert times_ms[:4] == [-3000, -2000, -1000, 1500]
    assert intervals_ms[3:] == [*[1500] * 4, 5500, *[1500] * 4]


@pytest.mark.parametrize(("count", "marked"), [(8, {8}), (10, {10}), (23, {10, 20, 23})])
def test_every_tenth_and_the_last_tone_differ(count: int, marked: set[int]) -> None:
    _, beeps = beeps_of(exercise("walk", Steps(count, 1500, None)))
    names = [name for _, name in beeps[3:]]
    assert {n for n, name in enumerate(names, start=1) if name == "beep-mark"} == marked
    assert len(names) == count
    assert {name for _, name in beeps[:3]} == {"beep"}


def test_of_letters_only_the_last_differs() -> None:
    _, beeps = beeps_of(exercise("alphabet", Letters("a", "l", 2000)))
    assert [name for _, name in beeps[3:]] == [*["beep"] * 11, "beep-mark"]


def test_the_last_seconds_of_a_hold_are_tones_and_its_calls_are_words() -> None:
    played = play(BAREFOOT_BALANCE, delivery=BEEPS).until_phase(Phase.SWITCHING)
    assert [name for _, name in played.earcons if name.startswith("beep")] == ["beep"] * 8
    assert "10 seconds." in words_of(played, Rank.CALL)


def test_the_screen_counts_all_the_same() -> None:
    played = play(HEEL_TO_TOE_WALK, delivery=BEEPS).until_phase(Phase.COUNTING)
    played.until(played.now_ms + 3000 + 4500)
    big = played.view.big
    assert isinstance(big, Tally)
    assert big.done == "3"


def test_tones_go_on_after_a_change_of_speed_and_after_two_more() -> None:
    many = exercise("rep", Reps(9, CALF_RAISE_TEMPO))
    played = play(many, delivery=BEEPS).until_phase(Phase.COUNTING)
    played.until(played.now_ms + 3000 + 7000)
    played.want(Intent.FASTER)
    played.want(Intent.MORE)
    played.until_phase(Phase.SUMMARY)
    names = [name for _, name in played.earcons if name.startswith("beep")][3:]
    assert len(names) == 11
    assert [n for n, name in enumerate(names, start=1) if name == "beep-mark"] == [10, 11]
    assert words_of(played, Rank.COUNT) == []


def test_the_seconds_before_the_next_exercise_are_tones() -> None:
    played = play(CALF_RAISES, HEEL_TO_TOE_WALK, delivery=BEEPS)
    played.until_phase(Phase.RATING)
    already = len(played.earcons)
    played.until_phase(Phase.ANNOUNCING)
    assert [name for _, name in played.earcons[already:]] == ["beep"] * 3
