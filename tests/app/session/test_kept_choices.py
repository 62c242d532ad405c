"""A session is prepared with what was chosen in earlier ones, which options come before."""

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.lab.bundled_content import bundled_content
from tests.history.sessions import BEGAN_AT_MS, record
from voicecoach.app.session.preparation import Preparation
from voicecoach.app.session.preparing import WorkoutRequest, prepare
from voicecoach.core.facts import Fact, SessionStarted, TalkTurned, TempoTurned, VolumeTurned
from voicecoach.core.timeline.delivery import IN_FULL
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.exercise import Reps
from voicecoach.history.past_sessions import StoredHistory
from voicecoach.settings import Settings, wished_verbosity

SETTINGS = Settings(words_per_minute=160, ready_wait_ms=9000)
CHOSEN: tuple[Fact, ...] = (
    SessionStarted("strength"),
    TempoTurned("calf-raises", 0.8),
    VolumeTurned(4.0),
    TalkTurned(Verbosity.SHORT, None),
)
YEAR_S = 365 * 86_400.0


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A history a year ago, in which something was chosen."""
    record(tmp_path / "history.db", [(1000 * at_s, fact) for at_s, fact in enumerate(CHOSEN)])
    return tmp_path / "history.db"


def prepared(history: Path, settings: Settings = SETTINGS, *, is_heard: bool = True) -> Preparation:
    now_s = BEGAN_AT_MS / 1000 + YEAR_S
    wanted = WorkoutRequest(is_heard=is_heard)
    content = bundled_content(history.with_name("familiar.json"))
    stored = StoredHistory(history, now_s)
    return prepare("calf-raises", wanted, settings, content, stored, now_s=now_s)


def test_it_holds_a_year_later(history: Path) -> None:
    preparation = prepared(history)
    assert preparation.options.tempos == {"calf-raises": 0.8}
    assert preparation.options.gain_db == 4.0
    assert preparation.delivery.verbosity is Verbosity.SHORT


def test_a_slower_tempo_makes_the_session_longer(history: Path) -> None:
    slower, usual = prepared(history), prepared(history.with_name("none.db"))
    difference_ms = slower.estimated_ms() - replace(slower, options=usual.options).estimated_ms()
    (item,) = usual.routine.items
    counting = item.exercise.counting
    assert isinstance(counting, Reps)
    reps_ms = item.exercise.sets * counting.count * counting.rep_ms
    assert difference_ms == pytest.approx(reps_ms * 0.25, abs=500)


def test_a_wished_verbosity_comes_before_what_was_said_once(history: Path) -> None:
    settings = replace(SETTINGS, verbosity=wished_verbosity("full"), fades=False)
    assert prepared(history, settings).delivery.verbosity is Verbosity.FULL


def test_a_file_is_as_usual(history: Path) -> None:
    preparation = prepared(history, is_heard=False)
    assert preparation.delivery == IN_FULL
    assert (preparation.options.tempos, preparation.options.gain_db) == ({}, 0.0)
