"""The summary at the end of a workout."""

from tests.core.sample import LANGUAGE
from voicecoach.core.facts import SetEnded
from voicecoach.core.timeline.summary import summarize
from voicecoach.core.workout.exercise import Measure, Side, SideWord


def held(side: Side, seconds: float, *, open_ended: bool = True) -> SetEnded:
    return SetEnded(
        "barefoot-balance", 1, side, None, Measure.SECONDS, seconds, 60, True, open_ended
    )


def summary_of(*done: SetEnded, active_ms: int = 90_000) -> list[str]:
    words = {"barefoot-balance": SideWord.FOOT}
    talk = summarize(done, active_ms=active_ms, completed=True, side_words=words)
    return [LANGUAGE.book.sentence(line.phrase) for line in talk.lines]


def test_each_foot_has_its_own_longest_balance() -> None:
    told = summary_of(
        held(Side.LEFT, 31.9), held(Side.RIGHT, 12), held(Side.RIGHT, 47), held(Side.LEFT, 20)
    )
    assert told[2:4] == [
        "Longest balance on the right foot: 47 seconds.",
        "Longest balance on the left foot: 31 seconds.",
    ]


def test_a_foot_without_an_open_hold_has_no_longest_balance() -> None:
    told = summary_of(held(Side.LEFT, 31), held(Side.RIGHT, 60, open_ended=False))
    assert [words for words in told if "Longest" in words] == [
        "Longest balance on the left foot: 31 seconds."
    ]


def test_minutes_are_rounded_and_never_less_than_one() -> None:
    assert summary_of(held(Side.LEFT, 5), active_ms=10_000)[1] == "One exercise in one minute."
    assert summary_of(held(Side.LEFT, 5), active_ms=160_000)[1] == "One exercise in 3 minutes."
