"""How an exercise is told: in which length, and what is told once."""

from dataclasses import replace

import pytest

from tests.core.sample import CALF_RAISES, LANGUAGE, routine
from voicecoach.core.phrases import phrase
from voicecoach.core.timeline.announcing import AnnouncementOptions, announcement, greeting
from voicecoach.core.timeline.steps import Place, Talk
from voicecoach.core.timeline.verbosity import Wording
from voicecoach.core.workout.exercise import Difficulty, Variation

PLACE = Place(0, CALF_RAISES, 1, None, None)


def told(talk: Talk) -> list[str]:
    return [LANGUAGE.book.sentence(line) for line in talk.lines]


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        (Wording.LONG, ["Stand.", "Move slowly."]),
        (Wording.SHORT, ["Slowly."]),
        (Wording.MINIMAL, ["Go."]),
    ],
)
def test_the_wording_chooses_the_instructions(wording: Wording, words: list[str]) -> None:
    lines = told(announcement(PLACE, None, 4, AnnouncementOptions(wording)))
    assert lines == ["Exercise 1 of 4. Calf raises.", *words, "5 repetitions.", "2 sets."]


def test_the_stop_sign_is_told_only_for_a_new_exercise() -> None:
    new = AnnouncementOptions(new_exercises=frozenset({"calf-raises"}))
    assert CALF_RAISES.stop_sign in told(announcement(PLACE, None, 1, new))
    assert CALF_RAISES.stop_sign not in told(announcement(PLACE, None, 1, AnnouncementOptions()))


def test_medical_advice_is_told_at_the_first_start_only() -> None:
    advice = LANGUAGE.book.sentence(phrase("greeting.not-medical"))
    assert advice in told(greeting(routine(CALF_RAISES), AnnouncementOptions(first_start=True)))
    assert advice not in told(greeting(routine(CALF_RAISES), AnnouncementOptions()))


def test_a_variation_is_told_with_the_exercise() -> None:
    lines = told(
        announcement(
            PLACE, Variation("One leg", Difficulty.HARDER, "Use one leg."), 1, AnnouncementOptions()
        )
    )
    assert lines[3:5] == ["Today the harder way.", "Use one leg."]


def test_the_first_direction_is_told() -> None:
    circles = replace(CALF_RAISES, directions=("outward", "inward"))
    lines = told(
        announcement(Place(0, circles, 1, None, "outward"), None, 1, AnnouncementOptions())
    )
    assert lines[-3:] == ["The same in each direction.", "2 sets.", "First outward."]
