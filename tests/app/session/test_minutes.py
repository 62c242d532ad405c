"""The time that the user has is kept, or the coach says why not."""

import re
from pathlib import Path

import pytest

from voicecoach.app.session.familiarity import Familiarity
from voicecoach.app.session.todays_workout import WorkoutBuilder
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.playback.estimate import estimated_ms
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.progression.past import Past
from voicecoach.core.timeline.lines import Role
from voicecoach.core.timeline.steps import Talk
from voicecoach.settings import Settings
from voicecoach.voice.speech_length import estimated_length_ms

pytestmark = pytest.mark.slow

LIBRARY, LANGUAGE = load_library(), load_language()
WORDS_PER_MINUTE = 160


def fitted(name: str, minutes: float, folder: Path) -> tuple[float, list[str]]:
    """The length of today's workout in minutes, and what is said about the time."""
    settings = Settings(words_per_minute=WORDS_PER_MINUTE, ready_wait_ms=20_000)
    familiarity = Familiarity(folder / "familiar.json")
    builder = WorkoutBuilder(LIBRARY, LANGUAGE, settings, familiarity, Past(), 0.0)
    steps = builder.today(name, level=None, minutes=minutes).steps
    timing = SpeechTiming(
        lambda one: estimated_length_ms(LANGUAGE.book.sentence(one), WORDS_PER_MINUTE)
    )
    told = [
        LANGUAGE.book.sentence(line.phrase)
        for step in steps
        if isinstance(step, Talk)
        for line in step.lines
        if line.role is Role.LIMIT
    ]
    return estimated_ms(steps, timing) / 60_000, told


@pytest.mark.parametrize("minutes", [5, 8, 10, 15, 20])
@pytest.mark.parametrize("name", sorted(LIBRARY.routines))
def test_a_workout_keeps_to_the_minutes_or_says_why_not(
    name: str, minutes: int, tmp_path: Path
) -> None:
    lasts, told = fitted(name, minutes, tmp_path)
    if not 0.89 * minutes <= lasts <= 1.06 * minutes:
        said = re.match(r"It'll take about (\d+) minutes: ", told[-1])
        assert said
        assert abs(int(said[1]) - lasts) <= 1


@pytest.mark.parametrize("minutes", [8, 10, 15])
def test_most_routines_keep_to_the_minutes(minutes: int, tmp_path: Path) -> None:
    kept = [
        0.89 * minutes <= fitted(name, minutes, tmp_path)[0] <= 1.06 * minutes
        for name in LIBRARY.routines
    ]
    assert sum(kept) >= 0.8 * len(kept)


def test_exercises_that_are_left_out_are_told(tmp_path: Path) -> None:
    _, told = fitted("full", 3, tmp_path)
    assert told[0] == "To keep to your time, I've left out 9 exercises today."


def test_a_workout_that_can_not_be_longer_says_so(tmp_path: Path) -> None:
    lasts, told = fitted("quick", 60, tmp_path)
    assert lasts < 30
    assert [line.endswith("more would be too much at once.") for line in told] == [True]


def test_without_a_conflict_nothing_is_said(tmp_path: Path) -> None:
    assert fitted("warm-up", 8, tmp_path)[1] == []
