"""Takes over what can still be read of a damaged history."""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from voicecoach.dataclass import dataclass
from voicecoach.errors import HistoryError
from voicecoach.files import shown
from voicecoach.history.decisions import store_decision
from voicecoach.history.opening import copy_files, writing
from voicecoach.history.schema import LINK_WORKOUTS, migrate
from voicecoach.history.soundness import shield_all
from voicecoach.history.stored_rows import (
    DECISION_COLUMNS,
    FACT_COLUMNS,
    SESSION_COLUMNS,
    stored_decisions,
    stored_facts,
    stored_sessions,
)
from voicecoach.history.writing import insert_facts, insert_session

_MOST_GAPS = 1000
"""Unreadable rows one after the other, after which the rest of a table is given up."""
_MOST_FAILURES = 20_000
"""Unreadable rows in all, after which none is passed over any more: about a second."""
_HEADER = struct.Struct(">16sH10xI")
"""Of an SQLite file: magic string, page size, and number of pages (sqlite.org/fileformat.html)."""


@dataclass(slots=True)
class Salvaged:
    """Amount of a damaged history that was taken over."""

    sessions: int = 0
    lost_sessions: int = 0
    """Sessions that could not be taken over, as far as they are known."""
    lost_facts: int = 0
    """Facts of the others that could not, likewise."""
    has_gaps: bool = False
    """True if pages were unreadable, with an unknown number of facts."""


def salvage(aside: Path, path: Path) -> str:
    """Copy what is readable of a history set aside into the one in use, and say how much it was.

    The one set aside is left as it is.
    """
    try:
        with _copy_of(aside) as old, writing(path) as new:
            salvaged = copy_sound(old, new)
        # Only now is it known to be on the disk.
        outcome = _outcome(salvaged)
    except (HistoryError, OSError) as error:
        outcome = f"nothing could be taken over ({error})"
    except sqlite3.Error:
        outcome = _outcome(Salvaged())
    return (
        f"The history {shown(path)} was damaged. It was set aside as {aside.name}, and a new one "
        f"began; {outcome}."
    )


def _outcome(salvaged: Salvaged) -> str:
    if not salvaged.sessions:
        return "nothing of it is readable"
    counts = ((salvaged.lost_sessions, "session"), (salvaged.lost_facts, "detail"))
    lost = [f"{count:,} {name}{'' if count == 1 else 's'}" for count, name in counts if count]
    if salvaged.has_gaps:
        lost.append("some pages of details")
    rest = f", and {' and '.join(lost)} could not" if lost else ""
    return f"{salvaged.sessions:,} of its sessions could be taken over{rest}"


@contextmanager
def sound_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """The readable part of a damaged history, in memory, for the time of a `with`.

    The file is left as it is. Raises OSError or sqlite3.Error where nothing of it can be read.
    """
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as new,
        _copy_of(path) as old,
    ):
        migrate(new)
        copy_sound(old, new)
        yield new


def copy_sound(old: sqlite3.Connection, new: sqlite3.Connection) -> Salvaged:
    """Copy every sound row of a shielded history into another one, session by session."""
    salvaged, rows = Salvaged(), _ReadableRows(old)
    for one in stored_sessions(rows.of(SESSION_COLUMNS, "sessions WHERE number")):
        stored = list(rows.of(FACT_COLUMNS, f"facts WHERE session = {one.number} AND number"))
        facts = list(stored_facts(old, one.number, stored))
        new.execute("SAVEPOINT session")
        try:
            insert_facts(new, insert_session(new, one.head, one.routine), facts)
        except sqlite3.IntegrityError:
            new.execute("ROLLBACK TO session")
            salvaged.lost_sessions += 1
        else:
            salvaged.sessions += 1
            salvaged.lost_facts += len(stored) - len(facts)
        new.execute("RELEASE session")
    salvaged.lost_sessions += rows.unsound("sessions")
    salvaged.has_gaps = rows.failures > 0
    decided = rows.of(f"number, {DECISION_COLUMNS}", "decisions WHERE number")
    for decision in stored_decisions(row[1:] for row in decided):
        store_decision(new, decision.at_ms, decision.kind, decision.about, decision.value)
    new.execute(LINK_WORKOUTS)
    return salvaged


@contextmanager
def _copy_of(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy of a damaged history, of which sound rows alone are seen."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "damaged.db"
        copy_files(path, copy)
        _pad(copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as database:
            shield_all(database)
            yield database


def _pad(path: Path) -> None:
    """Bring a truncated file to the size in its header: SQLite refuses a shorter one."""
    with path.open("r+b") as file:
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size:
            return
        _, page_size, pages = _HEADER.unpack(header)
        size = (65_536 if page_size == 1 else page_size) * pages
        actual = path.stat().st_size
        # A file that claims to be far larger has a damaged header.
        if actual < size <= max(100 * actual, 1 << 20):
            file.truncate(size)


class _ReadableRows:
    """Reads tables of which some rows or pages can't be read."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.failures = 0

    def of(self, columns: str, place: str) -> Iterator[tuple[Any, ...]]:
        """All readable rows in the order of their number, which is the first column.

        `place` is a table with a condition that a number completes; rows that can't be read are
        passed over one by one.
        """
        query = f"SELECT {columns} FROM {place} > ? ORDER BY number"
        last, gaps = -1, 0
        while gaps < _MOST_GAPS and self.failures < _MOST_FAILURES:
            try:
                for row in self._database.execute(query, (last,)):
                    yield row
                    last, gaps = row[0], 0
                return
            except sqlite3.Error:
                last, gaps, self.failures = last + 1, gaps + 1, self.failures + 1

    def unsound(self, table: str) -> int:
        """Number of rows that the shield leaves out, as far as they can be read."""
        with suppress(sqlite3.Error):
            query = f"SELECT (SELECT count(*) FROM main.{table}) - (SELECT count(*) FROM {table})"
            return int(self._database.execute(query).fetchone()[0])
        return 0
