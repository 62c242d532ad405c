"""Announcements: the wording of each verbosity, the role of each line, what is said once."""

from dataclasses import replace

import pytest

from tests.core.sample import BAREFOOT_BALANCE, CALF_RAISES, LANGUAGE, routine
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import phrase
from voicecoach.core.timeline.announcing import AnnouncementOptions, Told, announcement
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.greeting import greeting
from voicecoach.core.timeline.lines import Role
from voicecoach.core.timeline.steps import Break, Place, Talk
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.conduct import Resistance
from voicecoach.core.workout.exercise import (
    Difficulty,
    Equipment,
    Exercise,
    Instructions,
    Side,
    Variation,
)
from voicecoach.core.workout.routine import RoutineItem
from voicecoach.core.workout.variations import in_variation

PLACE = Place(0, CALF_RAISES, 1, None, None)


def said_in(talk: Talk) -> list[str]:
    return [LANGUAGE.book.sentence(line.phrase) for line in talk.lines]


@pytest.mark.parametrize(
    ("verbosity", "words"),
    [
        (Verbosity.FULL, ["Stand.", "Move slowly."]),
        (Verbosity.SHORT, ["Slowly."]),
        (Verbosity.MINIMAL, ["Go."]),
    ],
)
def test_the_verbosity_chooses_the_wording_of_the_instructions(
    verbosity: Verbosity, words: list[str]
) -> None:
    step = Delivery(verbosity).step(announcement(PLACE, 4, AnnouncementOptions()))
    assert isinstance(step, Talk)
    assert said_in(step) == [
        "Exercise 1 of 4. Calf raises.",
        *words,
        "2 sets of 5.",
    ]


def test_each_line_of_an_announcement_has_its_role() -> None:
    harder = Variation("One leg", Difficulty.HARDER, "Use one leg.")
    grown = replace(
        in_variation(BAREFOOT_BALANCE, harder),
        safety="Have a wall in reach.",
        directions=("forward", "back"),
        sets=2,
    )
    item = RoutineItem(grown, 0, news=phrase("plan.rose"))
    place = Place(0, grown, 1, Side.RIGHT, "forward", item)
    new = AnnouncementOptions(new_exercises=frozenset({grown.slug}))
    assert [line.role for line in announcement(place, 1, new).lines] == [
        Role.NAME,
        Role.VARIATION,
        Role.POSITION,
        Role.SAFETY,
        Role.INSTRUCTION,
        Role.NEWS,
        Role.VARIATION,
        Role.STOP_SIGN,
        Role.DOSE,
        Role.SETS,
        Role.ENDING,
        Role.DIRECTION,
        Role.SIDE,
    ]


def test_the_stop_sign_is_said_only_for_a_new_exercise() -> None:
    new = AnnouncementOptions(new_exercises=frozenset({"calf-raises"}))
    assert CALF_RAISES.stop_sign in said_in(announcement(PLACE, 1, new))
    assert CALF_RAISES.stop_sign not in said_in(announcement(PLACE, 1, AnnouncementOptions()))


def test_the_cautions_come_before_the_instructions_as_long_as_they_are_due() -> None:
    due = AnnouncementOptions(cautioned_exercises=frozenset({"calf-raises"}))
    (caution,) = CALF_RAISES.cautions
    lines = said_in(announcement(PLACE, 1, due))
    assert lines.index(caution.text) < lines.index("Move slowly.")
    assert caution.text not in said_in(announcement(PLACE, 1, AnnouncementOptions()))


def test_a_caution_that_two_exercises_share_is_said_once_and_is_not_lost() -> None:
    due = AnnouncementOptions(cautioned_exercises=frozenset({"toe-raises"}))
    shared = CALF_RAISES.cautions[0].text
    other = replace(PLACE, exercise=replace(CALF_RAISES, slug="toe-raises"))
    told = Told()
    known = said_in(announcement(PLACE, 2, due, told))
    first, second = (said_in(announcement(other, 2, due, told)) for _ in range(2))
    assert [shared in lines for lines in (known, first, second)] == [False, True, False]


def test_the_disclaimer_is_said_at_the_first_start_only() -> None:
    advice = LANGUAGE.book.sentence(phrase("greeting.not-medical"))
    assert advice in said_in(greeting(routine(CALF_RAISES), AnnouncementOptions(first_start=True)))
    assert advice not in said_in(greeting(routine(CALF_RAISES), AnnouncementOptions()))


def test_a_variation_is_announced_with_its_name_first_and_then_with_its_difference() -> None:
    varied = in_variation(CALF_RAISES, Variation("on one leg", Difficulty.HARDER, "Use one leg."))
    lines = said_in(announcement(replace(PLACE, exercise=varied), 1, AnnouncementOptions()))
    assert lines[1] == "Today we'll take a harder version: on one leg."
    assert lines[4] == "Use one leg."


def test_a_variation_with_its_own_instructions_needs_no_other_sentence() -> None:
    own = Instructions(("Stand on one leg.",), ("One leg.",), ("One leg.",))
    way = Variation(
        "on one leg",
        Difficulty.HARDER,
        "Use one leg.",
        whole=replace(CALF_RAISES, instructions=own, position="Stand tall."),
        own=frozenset({"instructions", "position"}),
    )
    place = replace(PLACE, exercise=in_variation(CALF_RAISES, way))
    assert said_in(announcement(place, 1, AnnouncementOptions()))[1:4] == [
        "Today we'll take a harder version: on one leg.",
        "Stand tall.",
        "Stand on one leg.",
    ]


def test_the_first_direction_is_announced() -> None:
    circles = replace(CALF_RAISES, directions=("outward", "inward"))
    lines = said_in(announcement(Place(0, circles, 1, None, "outward"), 1, AnnouncementOptions()))
    assert lines[-3:] == ["2 sets of 5.", "We'll do that both ways.", "First, outward."]


def roles_said(
    *exercises: Exercise, options: AnnouncementOptions | None = None
) -> list[list[Role]]:
    """The roles of the lines of each step before the work of these exercises."""
    steps = compile_steps(routine(*exercises), ready_wait_ms=0, options=options)
    return [[line.role for line in step.lines] for step in steps if isinstance(step, Talk)]


def test_safety_is_said_again_only_after_an_exercise_without_it() -> None:
    wary = replace(CALF_RAISES, safety="Have a wall in reach.")
    _, first, _, second, _, third, _, fourth, _ = roles_said(wary, wary, CALF_RAISES, wary)
    assert Role.SAFETY in first
    assert {Role.SAFETY, Role.SAFETY_AGAIN}.isdisjoint([*second, *third])
    assert Role.SAFETY_AGAIN in fourth


def test_at_the_first_start_the_long_advice_and_the_help_come_in_the_first_rest() -> None:
    first = AnnouncementOptions(first_start=True)
    steps = compile_steps(routine(CALF_RAISES), ready_wait_ms=0, options=first)
    (rest,) = (step for step in steps if isinstance(step, Break))
    assert [line.role for line in rest.opening] == [Role.REST, Role.DISCLAIMER, Role.HELP]
    assert roles_said(CALF_RAISES, options=first)[0] == [Role.WELCOME, Role.DISCLAIMER]


@pytest.mark.parametrize(("rest_ms", "is_named"), [(0, False), (400, False), (1000, True)])
def test_a_rest_of_less_than_a_second_is_not_called_one(rest_ms: int, is_named: bool) -> None:
    chosen = routine(replace(CALF_RAISES, rest_ms=rest_ms), BAREFOOT_BALANCE)
    items = tuple(replace(item, rest_after_ms=rest_ms) for item in chosen.items)
    steps = compile_steps(replace(chosen, items=items), ready_wait_ms=0)
    breaks = [one for one in steps if isinstance(one, Break) and one.phase is not Phase.SWITCHING]
    assert len(breaks) == 2
    assert {Role.REST in {line.role for line in one.opening} for one in breaks} == {is_named}


def test_without_a_rest_they_come_at_the_beginning() -> None:
    first = AnnouncementOptions(first_start=True)
    once = replace(CALF_RAISES, sets=1)
    expected = [Role.WELCOME, Role.DISCLAIMER, Role.DISCLAIMER, Role.HELP]
    assert roles_said(once, options=first)[0] == expected


def test_substitutes_are_named_while_the_user_gets_the_equipment() -> None:
    tights = replace(CALF_RAISES, equipment=(Equipment("a band", "a pair of tights"),))
    *_, needs, _, prompt, swaps = roles_said(tights)[0]
    assert (needs, prompt, swaps) == (Role.EQUIPMENT, Role.PROMPT, Role.SUBSTITUTES)


def test_nothing_is_needed_only_where_that_is_known() -> None:
    sentence = "You won't need any equipment."
    plain = routine(replace(CALF_RAISES, equipment=()))
    (item,) = plain.items
    heavy = replace(item, exercise=replace(item.exercise, resistance=Resistance(kilograms=60)))
    untold = replace(item, exercise=replace(item.exercise, tells_equipment=False))
    assert sentence in said_in(greeting(plain, AnnouncementOptions()))
    for one in (heavy, untold):
        assert sentence not in said_in(
            greeting(replace(plain, items=(one,)), AnnouncementOptions())
        )
