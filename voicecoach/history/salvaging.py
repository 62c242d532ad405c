"""Takes over from a damaged history what can still be read of it."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from voicecoach.core.fact_codec import StoredFact
from voicecoach.errors import HistoryError
from voicecoach.history.decisions import keep_decision
from voicecoach.history.opening import COMPANIONS, writing
from voicecoach.history.schema import LINK_WORKOUTS
from voicecoach.history.writing import SessionHead, SetClock, insert_fact, insert_session


def salvage(aside: Path, path: Path) -> str:
    """Copy what is readable in the history set aside into the one in use, and say how much it was.

    The one set aside is not touched.
    """
    taken = 0
    with suppress(HistoryError, sqlite3.Error, OSError), TemporaryDirectory() as folder:
        copy = Path(folder) / aside.name
        for ending in COMPANIONS:
            with suppress(FileNotFoundError):
                shutil.copyfile(aside.with_name(aside.name + ending), f"{copy}{ending}")
        with closing(sqlite3.connect(copy)) as old, writing(path) as new:
            for session, head, routine in _sessions(old):
                number = insert_session(new, head, routine)
                clock = SetClock()
                for index, fact in _facts(old, session):
                    insert_fact(new, number, index, fact, clock.began_ms(fact))
                taken += 1
            for decision in _readable(old, "SELECT at_ms, kind, about, value FROM decisions"):
                at_ms, kind, about, value = decision
                keep_decision(new, at_ms, kind, about, json.loads(value))
            new.execute(LINK_WORKOUTS)
    rest = (
        f"{taken:,} of its sessions could be taken over" if taken else "nothing of it is readable"
    )
    return (
        f"The history {path} was damaged. It was set aside as {aside.name}, and a new one began; "
        f"{rest}."
    )


def _sessions(old: sqlite3.Connection) -> Iterator[tuple[int, SessionHead, str]]:
    query = (
        "SELECT number, id, began_at_ms, utc_offset_s, program, model, routine FROM sessions "
        "NOT INDEXED ORDER BY number"
    )
    for number, *head, routine in list(_readable(old, query)):
        yield number, SessionHead(*head), routine


def _facts(old: sqlite3.Connection, session: int) -> Iterator[tuple[int, StoredFact]]:
    query = "SELECT number, at_ms, kind, fields FROM facts WHERE session = ? ORDER BY number"
    for number, at_ms, kind, fields in _readable(old, query, session):
        with suppress(ValueError):
            yield number, StoredFact(at_ms, kind, json.loads(fields))


def _readable(old: sqlite3.Connection, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
    """The rows up to the first one that can't be read."""
    with suppress(sqlite3.Error, OverflowError):
        yield from old.execute(query, values)
