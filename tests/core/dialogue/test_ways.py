"""An exercise that goes on in another way: each side is trained, and what is new is told."""

from tests.core.sample import (
    SINGLE_LEG_BALANCE,
    Played,
    at_phase,
    play_routine,
)
from voicecoach.content.loader import load_library
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.facts import DoseGiven, SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.progression.ladder import ladder_of
from voicecoach.core.workout.exercise import Exercise, Side
from voicecoach.core.workout.routine import Routine, RoutineItem
from voicecoach.core.workout.variations import in_variation

EXERCISES = load_library().exercises
RAISES = EXERCISES["calf-raises"]
ON_ONE_LEG = in_variation(RAISES, RAISES.named("on one leg"))
TOP = ladder_of(RAISES)[3].exercise
"""The last dose on two legs: the next step is up on two legs, down on one."""


def play_item(item: RoutineItem, *others: Exercise) -> Played:
    """A session of this item, then of other exercises."""
    items = (item, *(RoutineItem(one, 15_000) for one in others))
    routine = Routine("sample", "the sample", "A sample.", 1, items)
    return play_routine(routine)


def at_the_top() -> Played:
    """A session of calf raises with their last dose on two legs."""
    return play_item(RoutineItem(TOP, 15_000, usual=RAISES, rung=3), SINGLE_LEG_BALANCE)


def on_one_leg() -> Played:
    """A session of calf raises on one leg."""
    return play_item(RoutineItem(ON_ONE_LEG, 15_000), SINGLE_LEG_BALANCE)


def sets_of(played: Played, slug: str = "calf-raises") -> list[tuple[int, Side | None, str | None]]:
    ended = (fact for fact in played.facts if isinstance(fact, SetEnded))
    return [(one.set_number, one.side, one.variation) for one in ended if one.exercise == slug]


def through_the_exercise(played: Played) -> list[tuple[int, Side | None, str | None]]:
    """All sets of the first exercise, which is done to its end."""
    while played.session.deadline_ms is None:
        played.press(Intent.PAUSE)
    played.until_phase(Phase.RATING)
    return sets_of(played)


UP_ON_TWO = "up on two, down on one"
RIGHT, LEFT = Side


def test_harder_before_the_start_trains_each_leg_in_each_set() -> None:
    played = at_phase(at_the_top(), Phase.READY)
    played.want(Intent.HARDER)
    assert through_the_exercise(played) == [
        (1, RIGHT, UP_ON_TWO),
        (1, LEFT, UP_ON_TWO),
        (2, RIGHT, UP_ON_TWO),
        (2, LEFT, UP_ON_TWO),
    ]


def test_harder_in_a_set_begins_it_again_on_the_first_leg() -> None:
    played = at_phase(at_the_top(), Phase.COUNTING)
    played.until(played.now_ms + 15_000)
    played.want(Intent.HARDER)
    assert played.session.phase is Phase.PAUSED
    played.until(played.now_ms + 15_000)
    played.want(Intent.RESUME)
    sets = through_the_exercise(played)
    assert sets == [(n, side, UP_ON_TWO) for n in (1, 2) for side in Side]
    assert [one.target for one in played.facts if isinstance(one, DoseGiven)][:2] == [15, 5]


def test_harder_in_the_rest_goes_on_with_the_next_set_on_each_leg() -> None:
    played = at_phase(at_the_top(), Phase.RESTING)
    played.want(Intent.HARDER)
    assert through_the_exercise(played) == [
        (1, None, None),
        (2, RIGHT, UP_ON_TWO),
        (2, LEFT, UP_ON_TWO),
    ]


def test_in_the_last_set_each_leg_is_still_trained_once() -> None:
    played = at_phase(at_the_top(), Phase.RESTING)
    played.until_phase(Phase.COUNTING).until_phase(Phase.RESTING)
    played.until(played.now_ms + 400)
    played.want(Intent.HARDER)
    sets = through_the_exercise(played)
    assert sets == [
        (1, None, None), (2, None, None), (3, RIGHT, UP_ON_TWO), (3, LEFT, UP_ON_TWO),
    ]  # fmt: skip


def test_the_harder_way_is_told_with_its_dose_and_its_first_leg() -> None:
    played = at_phase(at_the_top(), Phase.COUNTING)
    played.want(Intent.HARDER)
    played.until(played.now_ms + 20_000)
    told = played.words()
    assert "Rise on two legs, shift your weight onto one, and lower on that leg alone." in told
    assert told[told.index("5 repetitions on each leg.") + 1] == "Right leg first."


def test_easier_on_the_second_leg_goes_on_there_if_that_way_has_legs_too() -> None:
    played = at_phase(on_one_leg(), Phase.SWITCHING)
    played.want(Intent.EASIER)
    sets = through_the_exercise(played)
    assert sets[:2] == [(1, RIGHT, "on one leg"), (1, LEFT, UP_ON_TWO)]
    assert sets[2:] == [(2, side, UP_ON_TWO) for side in Side]


def test_easier_twice_on_one_leg_ends_on_two_with_position_and_words() -> None:
    played = at_phase(on_one_leg(), Phase.COUNTING)
    for _ in range(2):
        played.want(Intent.EASIER)
        played.until(played.now_ms + 25_000)
    assert RAISES.position in played.words()
    assert all(sentence in played.words() for sentence in RAISES.instructions.short)
    played.want(Intent.RESUME)
    sets = through_the_exercise(played)
    assert sets == [(1, None, None), (2, None, None)]


def test_pain_on_the_left_leg_goes_on_in_an_easier_way_on_both_sides() -> None:
    played = at_phase(on_one_leg(), Phase.SWITCHING)
    played.until_phase(Phase.COUNTING)
    played.until(played.now_ms + 5000)
    played.want(Intent.OUCH)
    played.until(played.now_ms + 4000)
    played.say("four").until(played.now_ms + 40_000)
    played.want(Intent.RESUME)
    sets = through_the_exercise(played)
    assert [(number, side) for number, side, _ in sets] == [(n, s) for n in (1, 2) for s in Side]
    assert {way for *_, way in sets[1:]} == {UP_ON_TWO}


def test_a_way_with_equipment_says_what_is_needed() -> None:
    turns = EXERCISES["ankle-rotations"]
    last = ladder_of(turns)[11].exercise
    played = at_phase(play_item(RoutineItem(last, 15_000, usual=turns, rung=11)), Phase.COUNTING)
    played.want(Intent.HARDER)
    played.until(played.now_ms + 20_000)
    assert any("a resistance band" in words for words in played.words())
    assert "Check the band for tears." in played.words()
