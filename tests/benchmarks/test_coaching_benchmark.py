"""Whole sessions in virtual time, day after day, keep the bounds of what is said and when."""

from pathlib import Path

import pytest

from scripts.lab.virtual_days import Conduct, Played, VirtualDays
from voicecoach.content.loader import load_library
from voicecoach.core.effects import Rank
from voicecoach.core.facts import DoseGiven, WordsAsked, WordsWish

pytestmark = pytest.mark.slow

FIRST_MOVEMENT_S = {1: 45.0, 10: 20.0}
"""Longest time from the command to the first movement, by the day."""
LEAST_SHARE = 0.6
"""Of work and prescribed rest in the time from the first movement on."""
MOST_WORDS = 0.35
"""Share of the words of the first day that is left on the thirtieth."""


@pytest.fixture
def days(tmp_path: Path) -> VirtualDays:
    return VirtualDays(tmp_path)


def texts(played: Played) -> str:
    return "\n".join(one.text for one in played.said)


@pytest.mark.parametrize("name", ["balance", "quick", "warm-up", "strength", "full"])
def test_work_begins_soon_and_takes_most_of_the_time(days: VirtualDays, name: str) -> None:
    played = days.sessions(name, 10)
    first_s = {day: played[day - 1].first_movement_s for day in FIRST_MOVEMENT_S}
    assert {day: s for day, s in first_s.items() if s > FIRST_MOVEMENT_S[day]} == {}
    shares = played[-1].shares
    assert shares.work + shares.rest >= LEAST_SHARE


def test_after_a_month_a_third_of_the_words_is_left(days: VirtualDays) -> None:
    played = days.sessions("balance", 30)
    words = [one.words(Rank.COUNT) for one in played]
    assert words[29] <= MOST_WORDS * words[0]
    assert words[0] > words[2] > words[9]
    essence = texts(played[29])
    for name in ("Heel-to-toe walk", "Single-leg balance", "Arch lifts", "Barefoot balance"):
        assert f"{name}." in essence
    for part in ("Right foot first.", "Left foot.", "Say down", "on each foot"):
        assert part in essence
    assert sum(isinstance(fact, DoseGiven) for _, fact in played[29].facts) == 4


def test_an_explanation_brings_the_words_of_that_exercise_back(days: VirtualDays) -> None:
    fading = days.sessions("quick", 7)
    asks = Conduct(presses=((3000, "e"),))
    asked = days.session("quick", 8, asks)
    assert WordsAsked("toe-spreads", WordsWish.EXPLAIN) in [fact for _, fact in asked.facts]
    after = texts(days.session("quick", 9))
    toes, calves = (load_library().exercises[name] for name in ("toe-spreads", "calf-raises"))
    assert all(sentence in after for sentence in toes.instructions.long)
    assert calves.instructions.minimal[0] not in after
    assert fading[-1].words() < len(after.split()) < fading[0].words()
