"""Whatever happens to the history, the workout goes on, and the user is told in a sentence."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.core.sample import CALF_RAISES, LANGUAGE, length_of, session
from tests.history.sessions import head, record, rows
from voicecoach.app.session.session_log import SeveralLogs
from voicecoach.coach import Coach
from voicecoach.core.effects import Rank
from voicecoach.core.events import Event
from voicecoach.core.facts import Fact
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import phrase, verbatim
from voicecoach.core.view import View
from voicecoach.history.opening import open_for_writing
from voicecoach.history.recorder import HistoryRecorder
from voicecoach.history.schema import VERSION
from voicecoach.ports import SessionLog
from voicecoach.simulation.scripted import (
    EstimatedVoice,
    ScriptedInbox,
    without_devices,
)


class Inbox(ScriptedInbox):
    """Virtual time in which a part of the coach may post an event, too."""

    def __init__(self) -> None:
        super().__init__()
        self._posted: list[Event] = []

    def post(self, event: Event) -> None:
        """Hand it over at the next wait."""
        self._posted.append(event)

    def wait(self, until_ms: int | None) -> Event | None:
        """Return what was posted, before any time passes."""
        return self._posted.pop(0) if self._posted else super().wait(until_ms)


class Witness:
    """A screen, and a log of what is said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.notices: list[str] = []

    def note(self, at_ms: int, fact: Fact) -> None:
        """Nothing."""

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Keep it."""
        self.said.append(sound)

    def show(self, view: View) -> None:
        """Keep the notice."""
        self.notices.append(view.notice)


def work_out(log: SessionLog, inbox: Inbox, witness: Witness) -> Phase:
    """Play a session to its end."""
    playing = session(*[CALF_RAISES] * 8)
    voice = EstimatedVoice(lambda text: length_of(verbatim(text)))
    parts = without_devices(inbox, voice, SeveralLogs(log, witness), witness)
    Coach(playing, parts, book=LANGUAGE.book, vocabulary=LANGUAGE.vocabulary).run()
    return playing.phase


LOST = LANGUAGE.book.sentence(phrase("device.history-lost"))


def full(path: Path, patience_s: float) -> sqlite3.Connection:
    """The history on a disk that has no room left."""
    database = open_for_writing(path, patience_s)
    database.execute("PRAGMA max_page_count = 1")
    return database


def in_the_way(path: Path) -> None:
    """Put a file in the place of the folder."""
    path.parent.rmdir()
    path.parent.write_text("in the way")


def newer(path: Path) -> None:
    """A newer version of the program was here."""
    record(path, of=head("b"))
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "history.db"


def test_a_full_disk_does_not_end_the_workout(path: Path) -> None:
    inbox, witness = Inbox(), Witness()
    recorder = HistoryRecorder(path, head(), inbox.post, open_history=full)
    assert work_out(recorder, inbox, witness) is Phase.FINISHED
    recorder.close()
    assert witness.said.count(LOST) == 1
    assert any("full" in notice for notice in witness.notices)
    assert recorder.messages == []


@pytest.mark.parametrize(
    ("spoil", "reason"), [(in_the_way, "Can't write the history"), (newer, "newer voicecoach")]
)
def test_a_history_that_cannot_be_used_does_not_end_the_workout(
    path: Path, spoil: Callable[[Path], None], reason: str
) -> None:
    spoil(path)
    inbox, witness = Inbox(), Witness()
    recorder = HistoryRecorder(path, head(), inbox.post)
    assert work_out(recorder, inbox, witness) is Phase.FINISHED
    recorder.close()
    assert witness.said.count(LOST) == 1
    assert any(reason in notice for notice in witness.notices)
    assert recorder.messages == []


def test_a_damaged_history_does_not_even_interrupt_it(path: Path) -> None:
    path.write_bytes(b"rubbish" * 1000)
    inbox, witness = Inbox(), Witness()
    recorder = HistoryRecorder(path, head(), inbox.post)
    assert work_out(recorder, inbox, witness) is Phase.FINISHED
    recorder.close()
    assert LOST not in witness.said
    assert "set aside as history-damaged-1.db" in recorder.messages[0]
    assert rows(path, "SELECT completed FROM sessions") == [(1,)]


def test_important_facts_wait_for_the_disk_and_others_do_not(path: Path) -> None:
    statements: list[str] = []

    def watched(path: Path, patience_s: float) -> sqlite3.Connection:
        database = open_for_writing(path, patience_s)
        database.set_trace_callback(statements.append)
        return database

    inbox, witness = Inbox(), Witness()
    recorder = HistoryRecorder(path, head(), inbox.post, open_history=watched)
    work_out(recorder, inbox, witness)
    recorder.close()
    safety = ""
    kept: dict[str, set[str]] = {}
    for statement in statements:
        if statement.startswith("PRAGMA synchronous"):
            safety = statement.split()[-1]
        elif statement.startswith("INSERT INTO facts"):
            kind = re.findall(r"'(\w+)'", statement)[0]
            kept.setdefault(kind, set()).add(safety)
    assert kept["SetEnded"] == kept["SessionEnded"] == {"FULL"}
    assert kept["PhaseEntered"] == kept["SessionStarted"] == {"NORMAL"}
