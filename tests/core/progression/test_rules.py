"""The rules of progression: more, the same or less after which outcomes, and the reason."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.progression.histories import (
    CALF_RAISES,
    DAY_S,
    Time,
    histories,
    next_after,
    past_of,
)
from tests.core.sample import LANGUAGE
from tests.examples import examples
from voicecoach.content.loader import load_library
from voicecoach.core.facts import Effort, Wish
from voicecoach.core.progression.ladder import ladder_of
from voicecoach.core.progression.next_dose import next_doses, planned
from voicecoach.core.progression.past import Pin
from voicecoach.core.progression.rules import WEEK_S, Change
from voicecoach.core.workout.load import Load, is_within_cap, load_of
from voicecoach.core.workout.routine import single

tried = examples(200, derandomize=True)
LADDER = ladder_of(CALF_RAISES)
PROTOCOL = replace(single(CALF_RAISES), is_protocol=True)


def reason_after(*times: Time, day: float) -> str:
    return LANGUAGE.book.sentence(next_after(*times, day=day).reason)


def test_the_first_time_is_as_the_routine_has_it() -> None:
    dose = next_after(day=0)
    assert (dose.change, dose.item.rung, dose.item.exercise) == (Change.NEW, 0, CALF_RAISES)


def test_met_twice_with_good_effort_it_rises() -> None:
    dose = next_after(Time(1), Time(4, effort=Effort.RIGHT), day=9)
    assert (dose.change, dose.item.rung) == (Change.UP, 1)
    assert dose.item.exercise == LADDER[1].exercise
    assert dose.item.news == dose.reason


def test_met_once_it_stays() -> None:
    dose = next_after(Time(1), day=3)
    assert (dose.change, dose.item.rung) == (Change.SAME, 0)
    assert dose.item.news is None
    assert reason_after(Time(1), day=3) == "You hit the target. Do it again, and it goes up."


def test_met_twice_on_different_rungs_it_stays() -> None:
    assert next_after(Time(1), Time(9, rung=1), day=17).item.rung == 1


def test_a_dose_that_was_hard_does_not_rise() -> None:
    times = Time(1), Time(4, effort=Effort.HARD)
    assert next_after(*times, day=9).item.rung == 0
    assert reason_after(*times, day=9) == "That was hard, so we'll stay at this amount."


def test_a_dose_shortened_for_lack_of_time_proves_nothing() -> None:
    assert next_after(Time(1, reduced=True), Time(4, reduced=True), day=9).item.rung == 0


def test_it_rises_once_in_a_week() -> None:
    times = Time(1), Time(4), Time(9, rung=1), Time(11, rung=1)
    assert next_after(*times, day=12).item.rung == 1
    assert reason_after(*times, day=12) == "It went up this week. It can go up again in 4 days."
    assert next_after(*times, day=16).item.rung == 2


@pytest.mark.parametrize("wish", [Wish.TOO_EASY, Wish.HARDER, Wish.MORE])
def test_a_wish_for_more_is_met_the_next_time(wish: Wish) -> None:
    times = (Time(1), Time(9, wish=wish, effort=Effort.HARD))
    assert next_after(*times, day=11).item.rung == 1


@pytest.mark.parametrize("wish", [Wish.TOO_HARD, Wish.EASIER])
def test_a_wish_for_less_is_met_the_next_time(wish: Wish) -> None:
    assert next_after(Time(1, wish=wish), day=3).item.rung == -1


def test_missed_twice_it_falls() -> None:
    once = Time(1, done=(12, 12, 8))
    assert next_after(once, day=3).item.rung == 0
    assert next_after(once, Time(3, done=(12, 10, 9)), day=5).item.rung == -1
    assert next_after(once, Time(3, done=(12, 12), skipped=True), day=5).item.rung == -1


def test_a_set_that_was_repeated_in_full_is_not_a_miss() -> None:
    past = past_of(Time(1, done=(12, 12, 8)))
    again = past.sets[-1]
    met = replace(again, fact=replace(again.fact, amount=12.0, completed=True))
    assert "You hit the target." in LANGUAGE.book.sentence(
        next_after(past=replace(past, sets=(*past.sets, met)), day=3).reason
    )


@pytest.mark.parametrize(("level", "rung"), [(0, 3), (1, 2), (2, 2), (3, 1), (5, 1), (6, 0)])
def test_it_falls_after_pain_by_how_much_it_hurt(level: int, rung: int) -> None:
    assert next_after(Time(1, rung=3, pain=level), day=3).item.rung == rung


def test_pain_that_lasted_until_the_morning_costs_one_more_rung() -> None:
    assert next_after(Time(1, rung=3, pain=4, settled=True), day=3).item.rung == 1
    assert next_after(Time(1, rung=3, pain=4, settled=False), day=3).item.rung == 0


@pytest.mark.parametrize(
    ("days", "rung"), [(13, 5), (14, 3), (20, 3), (21, 2), (70, -2), (900, -2)]
)
def test_after_a_break_it_starts_over_gently(days: int, rung: int) -> None:
    assert next_after(Time(1, rung=5, done=(12, 12, 11)), day=1 + days).item.rung == rung


def test_a_break_never_raises_what_was_lower_already() -> None:
    assert next_after(Time(1, rung=-4), day=100).item.rung == -4


def test_above_five_twice_it_is_left_out_until_it_is_put_back() -> None:
    past = past_of(Time(1, pain=6), Time(5, pain=8))
    dose = next_after(past=past, day=8)
    assert dose.change is Change.OUT
    assert planned(single(CALF_RAISES), (dose,)).items == ()
    put_back = replace(past, put_back_s={"calf-raises": 7 * DAY_S})
    assert next_after(past=put_back, day=8).change is Change.DOWN
    assert next_after(Time(1, pain=6), Time(5, pain=5), day=8).change is Change.DOWN
    assert next_after(Time(1, pain=6), Time(86, pain=6), day=87).change is not Change.OUT
    assert next_after(Time(1, pain=6), Time(85, pain=6), day=900).change is Change.OUT


def test_a_pinned_dose_stays_whatever_happens_but_pain() -> None:
    pins = {"calf-raises": Pin(4, 2 * DAY_S)}
    past = replace(past_of(Time(1, pain=7), Time(4), Time(8)), pins=pins)
    dose = next_after(past=past, day=100)
    assert (dose.change, dose.item.rung) == (Change.PINNED, 4)
    sore = replace(past_of(Time(4, rung=4, pain=4)), pins=pins)
    assert next_after(past=sore, day=6).item.rung == 2


def test_the_dose_of_a_published_program_does_not_rise() -> None:
    times = Time(1), Time(4)
    dose = next_after(*times, day=9, routine=PROTOCOL)
    assert (dose.item.rung, dose.item.exercise) == (0, CALF_RAISES)
    assert LANGUAGE.book.sentence(dose.reason) == "The program sets this dose."
    assert next_after(Time(1, pain=3), day=3, routine=PROTOCOL).item.rung == -2


def test_a_fall_is_taken_once_even_when_nothing_was_done_since() -> None:
    assert next_after(Time(1, rung=3, pain=4), Time(3, rung=1, done=()), day=5).item.rung == 1


@tried
@given(histories(), st.floats(0, 40))
def test_no_dose_is_ever_above_the_caps(times: tuple[Time, ...], later: float) -> None:
    now_day = times[-1].day + later
    dose = next_after(*times, day=now_day)
    if dose.change is Change.OUT:
        return
    week_ago = now_day - WEEK_S / DAY_S
    in_force = [time.rung for time in times if time.day > week_ago]
    in_force += [time.rung for time in times if time.day <= week_ago][-1:]
    lowest = LADDER[min(in_force)]
    assert LADDER.lowest <= dose.item.rung <= LADDER.clamped(min(in_force) + 1)
    assert is_within_cap(load_of(dose.item.exercise), lowest.load)


@tried
@given(histories())
def test_a_simulated_year_never_rises_by_more_than_a_tenth_a_week(times: tuple[Time, ...]) -> None:
    """However well the user does what is due, the load of a week later is capped."""
    day = 0.0
    loads: list[tuple[float, Load]] = []
    done: list[Time] = []
    for time in times * 4:
        day += 0.5 + time.day % 4
        dose = next_after(past=past_of(*done), day=day)
        if dose.change is Change.OUT:
            break
        loads.append((day, load_of(dose.item.exercise)))
        done.append(replace(time, day=day, rung=dose.item.rung))
    for index, (day, load) in enumerate(loads):
        within = [before for when, before in loads[:index] if when > day - 7]
        assert all(is_within_cap(load, before) for before in within)


EFFORTS = [Effort.HARD, Effort.RIGHT, Effort.EASY]


@tried
@given(histories(), st.floats(0.1, 20))
def test_an_easier_rating_never_leads_to_less(times: tuple[Time, ...], later: float) -> None:
    day = times[-1].day + later
    rungs = [
        next_after(*times[:-1], replace(times[-1], effort=effort), day=day).item.rung
        for effort in EFFORTS
    ]
    assert rungs == sorted(rungs)


@tried
@given(histories(), st.floats(0.1, 20))
def test_a_wish_for_more_never_leads_to_less(times: tuple[Time, ...], later: float) -> None:
    day = times[-1].day + later
    rungs = [
        next_after(*times[:-1], replace(times[-1], wish=wish), day=day).item.rung
        for wish in (Wish.TOO_HARD, None, Wish.TOO_EASY)
    ]
    assert rungs == sorted(rungs)
    assert (
        rungs[0] == next_after(*times[:-1], replace(times[-1], wish=Wish.EASIER), day=day).item.rung
    )


@tried
@given(histories(), st.floats(0.1, 20))
def test_more_pain_never_leads_to_more(times: tuple[Time, ...], later: float) -> None:
    day = times[-1].day + later
    doses = [
        next_after(*times[:-1], replace(times[-1], pain=level), day=day) for level in range(11)
    ]
    rungs = [dose.item.rung if dose.change is not Change.OUT else -1000 for dose in doses]
    assert rungs == sorted(rungs, reverse=True)


def test_a_dose_met_in_an_easier_way_proves_nothing_of_a_harder_one() -> None:
    """The warm-up has risen on two legs; strength, which begins on one, does not rise with it."""
    strength = load_library().routine("strength")
    past = past_of(Time(1, rung=3), Time(4, rung=3))
    dose = next_doses(strength, past, now_s=9 * DAY_S)[0]
    assert (dose.item.rung, dose.item.exercise.sets) == (1, 2)
    assert dose.item.variation
    assert dose.item.variation.name == "on one leg"


def test_each_exercise_of_a_routine_has_its_own_dose() -> None:
    routine = replace(single(CALF_RAISES), items=single(CALF_RAISES).items * 2)
    doses = next_doses(routine, past_of(Time(1), Time(4)), now_s=9 * DAY_S)
    assert [dose.item.rung for dose in doses] == [1, 1]


def rise_from(rung: int, wish: Wish | None = None) -> str:
    """The reason for the step above this one."""
    times = Time(1, rung=rung), Time(9, rung=rung, wish=wish)
    dose = next_after(*times, day=17)
    assert (dose.change, dose.item.rung) == (Change.UP, rung + 1)
    assert dose.item.news == dose.reason
    return LANGUAGE.book.sentence(dose.reason)


@pytest.mark.parametrize(
    ("rung", "what"),
    [
        (-11, "so we're back to the usual version."),
        (0, "so here's a little more."),
        (3, "so here's the harder version: up on two, down on one."),
        (8, "so here's the harder version: on one leg."),
        (9, "so we'll go a little slower."),
        (22, "so here's one more set."),
    ],
)
def test_a_rise_says_what_there_is_more_of(rung: int, what: str) -> None:
    assert rise_from(rung) == f"You hit the target twice, {what}"
    assert rise_from(rung, Wish.TOO_EASY) == f"That was too easy, {what}"


def test_every_rise_in_reps_alone_says_more_and_no_other_does() -> None:
    for rung in range(LADDER.lowest, LADDER.highest):
        before, after = LADDER[rung], LADDER[rung + 1]
        is_only_more = (
            before.variation == after.variation
            and after.exercise.sets <= before.exercise.sets
            and after.tempo <= before.tempo
        )
        assert is_only_more == ("a little more" in rise_from(rung))


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6), st.integers(1, 13))
@tried
def test_a_dose_met_again_rises_when_the_reason_said_so(gaps: list[int], later: int) -> None:
    day, rung = 0.0, 0
    times: list[Time] = []
    for gap in gaps:
        day += gap
        rung = next_after(*times, day=day).item.rung
        times.append(Time(day, rung=rung))
    reason = next_after(*times, day=day + 0.5).reason
    again = Time(day + later, rung=next_after(*times, day=day + later).item.rung)
    rises = next_after(*times, again, day=day + later + 0.1).change is Change.UP
    wait = dict(reason.values).get("n", 0) if reason.key.startswith("plan.once-more") else later
    if int(str(wait)) < later:
        assert rises


@pytest.mark.parametrize("pain", [1, 3, 9])
def test_the_lowest_step_does_not_promise_less(pain: int) -> None:
    lowest = LADDER.lowest
    dose = next_after(Time(1, rung=lowest, pain=pain), day=3)
    assert (dose.change, dose.item.rung) == (Change.SAME, lowest)
    assert LANGUAGE.book.sentence(dose.reason) == "That's the least there is."


def test_the_highest_step_does_not_promise_more() -> None:
    dose = next_after(Time(1, rung=LADDER.highest), day=3)
    assert LANGUAGE.book.sentence(dose.reason) == "That's the most there is."


def test_a_rise_that_was_too_fast_is_taken_back_with_its_reason() -> None:
    dose = next_after(Time(1), Time(3, rung=3), day=5)
    assert (dose.change, dose.item.rung) == (Change.DOWN, 1)
    assert LANGUAGE.book.sentence(dose.reason) == "It went up fast this week, so here's a bit less."
