"""Records the facts of a session as they happen, one transaction each."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from voicecoach.core.effects import Rank
from voicecoach.core.events import Device, DeviceLost, DeviceRestored, Event
from voicecoach.core.fact_codec import StoredFact, kept
from voicecoach.core.facts import ClockSet, Fact, SessionEnded
from voicecoach.errors import DamagedHistoryError, HistoryError, NewerHistoryError
from voicecoach.history.opening import open_for_writing, set_aside, translated
from voicecoach.history.salvaging import salvage
from voicecoach.history.transaction import transaction
from voicecoach.history.writing import SessionHead, SetClock, insert_fact, insert_session

SESSION_PATIENCE_S = 0.2
"""Longest wait of a write for another program's: the coach stands still for it."""
LAST_PATIENCE_S = 5.0
"""The same after the session."""
TRACE = frozenset(
    {
        "SessionStarted",
        "PhaseEntered",
        "IntentHeard",
        "IntentDoubted",
        "SpeechMissed",
        "EchoIgnored",
        "DeviceChanged",
        "ClockSet",
    }
)
"""Facts that need not be on the disk at once: the operating system keeps them if the process dies,
and a power cut may lose the last ones. Everything else waits for the disk, and brings what was
before it there. A start alone is nothing done, and the first word would wait for it."""


class HistoryRecorder:
    """A SessionLog that writes to the history.

    When `note` returns, the fact is in the database. If it can't be stored, it waits in memory and
    is tried again with the next one: the user is told as of a lost device, and the workout
    continues. A damaged history is set aside, and this session is written to a new one from its
    beginning; after the session, what is readable of the damaged one is taken over.
    """

    def __init__(
        self,
        path: Path,
        head: SessionHead,
        tell: Callable[[Event], None],
        *,
        take_jump_ms: Callable[[], int] = lambda: 0,
        open_history: Callable[[Path, float], sqlite3.Connection] = open_for_writing,
    ) -> None:
        """Open the history in this file; `tell` gets an event when it is lost or back.

        `take_jump_ms` says what the system's clock was set ahead by since it was called before.
        """
        self._path = path
        self._head = head
        self._tell = tell
        self._open_history = open_history
        self._take_jump_ms = take_jump_ms
        self._database: sqlite3.Connection | None = None
        self._session: int | None = None
        self._first_ms: int | None = None
        self._clock = SetClock()
        self._facts: list[tuple[StoredFact, int]] = []
        """Each with the beginning of what it tells of."""
        self._stored = 0
        """Number of facts in the database."""
        self._loss = ""
        """Reason why nothing can be stored now; empty: it can."""
        self._is_over = False
        """True once the session takes no events any more."""
        self._untold = ""
        """A loss after that."""
        self._aside: Path | None = None
        self._renewal = ""
        self._is_hopeless = False
        self._attempt(self._open)

    def note(self, at_ms: int, fact: Fact) -> None:
        """Record a fact; the session begins with the first one."""
        if self._first_ms is None:
            self._first_ms = at_ms
        self._is_over |= isinstance(fact, SessionEnded)
        if jump_ms := self._take_jump_ms():
            self._add(at_ms - self._first_ms, ClockSet(jump_ms))
        one = self._add(at_ms - self._first_ms, fact)
        if not (self._loss and one.kind in TRACE):
            self._attempt(self._store)

    def _add(self, at_ms: int, fact: Fact) -> StoredFact:
        one = kept(at_ms, fact)
        self._facts.append((one, self._clock.began_ms(one)))
        return one

    @property
    def messages(self) -> list[str]:
        """Messages for the user after the session, without what the session has told."""
        return [message for message in (self._renewal, self._untold) if message]

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Record nothing: speech is not part of the history."""

    def close(self) -> None:
        """Store what is still waiting, and close the database."""
        self._is_over = True
        if self._database and self._stored < len(self._facts):
            self._database.execute(f"PRAGMA busy_timeout = {round(1000 * LAST_PATIENCE_S)}")
        if self._facts:
            self._attempt(self._store)
        self._close()
        if self._aside:
            # Not before the end: it may take seconds.
            self._renewal = salvage(self._aside, self._path)
            self._aside = None

    def _attempt(self, work: Callable[[], None]) -> None:
        if self._is_hopeless:
            return
        try:
            try:
                work()
            except DamagedHistoryError:
                self._start_over()
        except HistoryError as error:
            self._lose(error)
        else:
            self._regain()

    def _open(self) -> None:
        if self._database is None:
            self._database = self._open_history(self._path, SESSION_PATIENCE_S)

    def _store(self) -> None:
        self._open()
        for number in range(self._stored, len(self._facts)):
            with translated(self._path):
                self._store_fact(number)
            self._stored = number + 1

    def _store_fact(self, number: int) -> None:
        database = self._database
        assert database is not None
        fact, began_ms = self._facts[number]
        safety = "NORMAL" if fact.kind in TRACE else "FULL"
        database.execute(f"PRAGMA synchronous = {safety}")
        with transaction(database):
            if self._session is None:
                routine = str(self._facts[0][0].fields.get("routine", ""))
                session = insert_session(database, self._head, routine)
            else:
                session = self._session
            insert_fact(database, session, number, fact, began_ms)
        self._session = session

    def _start_over(self) -> None:
        self._close()
        self._aside = set_aside(self._path)
        self._session, self._stored = None, 0
        self._store()

    def _lose(self, error: HistoryError) -> None:
        self._is_hopeless = isinstance(error, NewerHistoryError)
        if not self._loss and self._is_over:
            self._untold = str(error)
        elif not self._loss:
            self._tell(DeviceLost(Device.HISTORY, str(error)))
        self._loss = str(error)

    def _regain(self) -> None:
        if self._loss:
            self._loss = ""
            self._tell(DeviceRestored(Device.HISTORY))

    def _close(self) -> None:
        if self._database:
            # Closing a damaged database, or one on a full disk, may fail as well.
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None
