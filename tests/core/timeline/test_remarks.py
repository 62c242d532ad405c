"""Remarks on a set that has just ended."""

from dataclasses import replace

import pytest

from tests.core.sample import BAREFOOT_BALANCE, CALF_RAISES, LANGUAGE, at_phase, play
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.facts import SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.progression.records import Records
from voicecoach.core.session import Remembered
from voicecoach.core.timeline.remarks import remarks
from voicecoach.core.workout.exercise import Measure, Side, SideWord

LEFT = SetEnded("hold", 1, Side.LEFT, None, Measure.SECONDS, 23.4, 60, True, True)
RIGHT = replace(LEFT, side=Side.RIGHT)
RAISED = SetEnded("raise", 1, None, None, Measure.REPS, 12, 12, True, False)


def best(left: float) -> Records:
    return Records(bests={("hold", Side.LEFT, Measure.SECONDS): left})


def said(ended: SetEnded, *before: SetEnded, records: Records | None = None) -> list[str]:
    lines = remarks(ended, before, records or Records(), SideWord.FOOT)
    return [LANGUAGE.book.sentence(line.phrase) for line in lines]


def test_a_new_best_is_told_at_once_and_the_first_time_is_none() -> None:
    assert said(LEFT, records=best(22.9)) == ["23 seconds on the left: your longest yet."]
    assert said(LEFT, records=best(23.0)) == ["23 seconds."]
    assert said(LEFT) == ["23 seconds."]


def test_a_best_of_today_has_to_be_beaten_too() -> None:
    longer = replace(LEFT, amount=30.0)
    assert said(LEFT, longer, records=best(20)) == ["23 seconds."]
    assert "30 seconds" in said(longer, LEFT, records=best(20))[0]


def test_in_a_variation_nothing_is_a_best() -> None:
    assert said(replace(LEFT, variation="on a cushion"), records=best(3)) == ["23 seconds."]


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        (replace(LEFT, amount=60.0), ["The full 60 seconds."]),
        (replace(LEFT, amount=1.2), ["One second."]),
        (RAISED, ["Good."]),
        (
            replace(RAISED, amount=8, completed=False),
            ["8 repetitions.", "That's fine. The trying is what trains it."],
        ),
        (replace(RAISED, amount=9, measure=Measure.COUNTS, completed=False), ["You got 9."]),
        (replace(RAISED, amount=5, measure=Measure.LETTERS, completed=False), []),
    ],
)
def test_the_result_of_a_set_is_told_if_it_ended_early(
    ended: SetEnded, expected: list[str]
) -> None:
    assert said(ended)[: len(expected) or None][: len(expected)] == expected


def test_the_user_is_comforted_once_an_exercise() -> None:
    missed = replace(RAISED, amount=8, completed=False)
    assert said(missed, missed) == ["8 repetitions."]


@pytest.mark.parametrize(
    ("right", "left", "is_told"), [(30.0, 28.0, True), (30.0, 26.0, False), (28.0, 30.0, True)]
)
def test_a_side_that_has_caught_up_is_told(right: float, left: float, is_told: bool) -> None:
    last = Records(
        last_bests={
            ("hold", Side.RIGHT, Measure.SECONDS): 30.0,
            ("hold", Side.LEFT, Measure.SECONDS): 20.0,
        }
    )
    told = said(replace(LEFT, amount=left), replace(RIGHT, amount=right), records=last)
    assert ("Your left foot has caught up with your right." in told) is is_told


def test_a_session_says_the_best_when_the_foot_comes_down() -> None:
    records = Records(bests={("barefoot-balance", Side.RIGHT, Measure.SECONDS): 10.0})
    played = at_phase(play(BAREFOOT_BALANCE, remembered=Remembered(records=records)), Phase.HOLDING)
    played.until(played.now_ms + 3000 + 15_500)
    played.want(Intent.DONE)
    played.until_phase(Phase.HOLDING)
    words = played.words()
    told = next(index for index, one in enumerate(words) if "your longest yet" in one)
    assert words[told].endswith("seconds on the right: your longest yet.")
    assert words[told + 1] == "Switch feet. Left foot."


def test_the_coach_does_not_praise_between_the_sides() -> None:
    played = play(CALF_RAISES).until_phase(Phase.SUMMARY)
    assert played.words().count("Good.") == 1
