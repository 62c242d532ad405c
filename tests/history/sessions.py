"""Sessions for the tests of the history: a recorder, and facts to give it."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from voicecoach.core.events import Event
from voicecoach.core.facts import Fact, PhaseEntered, SessionEnded, SessionStarted, SetEnded
from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.history.recorder import HistoryRecorder
from voicecoach.history.writing import SessionHead

BEGAN_AT_MS = 1_780_000_000_000
"""2026-05-28, 20:26:40 UTC."""

REPS = SetEnded("calf-raises", 1, None, None, Measure.REPS, 10.0, 12.0, False, False)
HOLD = SetEnded("barefoot-balance", 1, Side.LEFT, None, Measure.SECONDS, 17.2, 60.0, True, True)
WORKOUT: tuple[tuple[int, Fact], ...] = (
    (40, SessionStarted("balance")),
    (40, PhaseEntered("greeting", None)),
    (9_040, PhaseEntered("counting", "calf-raises")),
    (29_040, PhaseEntered("paused", "calf-raises")),
    (39_040, PhaseEntered("counting", "calf-raises")),
    (69_040, REPS),
    (69_040, PhaseEntered("resting", "calf-raises")),
    (99_040, PhaseEntered("holding", "barefoot-balance")),
    (116_240, HOLD),
    (116_240, SessionEnded(True, 106_200, 2)),
)
"""A session with a pause in its first set; its clock does not begin at zero."""


def head(key: str = "a", began_at_ms: int = BEGAN_AT_MS, utc_offset_s: int = 7200) -> SessionHead:
    """A session whose id is made of this letter, in Berlin's summer time unless told otherwise."""
    return SessionHead(key * 32, began_at_ms, utc_offset_s, "0.1", "en-commands")


@dataclass
class SessionFact:
    """Events that a recorder told the session."""

    events: list[Event] = field(default_factory=list)

    def __call__(self, event: Event) -> None:
        self.events.append(event)


def record(
    path: Path, facts: Iterable[tuple[int, Fact]] = WORKOUT, of: SessionHead | None = None
) -> HistoryRecorder:
    """Keep these facts as one session, and close the history."""
    recorder = HistoryRecorder(path, of or head(), SessionFact())
    for at_ms, fact in facts:
        recorder.note(at_ms, fact)
    recorder.close()
    return recorder


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    """Query this file as any other program would."""
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()
