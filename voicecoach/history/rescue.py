"""Reads the history for pages and exports, also what is left of a damaged one."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from voicecoach.errors import DamagedHistoryError
from voicecoach.files import shown
from voicecoach.history.opening import reading
from voicecoach.history.salvaging import sound_copy
from voicecoach.history.soundness import LeftOut, left_out
from voicecoach.program import program

ResultT = TypeVar("ResultT")


def read_history(
    path: Path, work: Callable[[sqlite3.Connection], ResultT], tell: Callable[[str], None]
) -> ResultT | None:
    """The result of this work on the history in this file; None: there is no history.

    `work` may be done twice, so it must not print. What can't be read is left out, and `tell` is
    given a line that says so. Raises HistoryError.
    """
    try:
        with reading(path) as database:
            if database is None:
                return None
            result = work(database)
            missing = left_out(database)
    except DamagedHistoryError as error:
        return _from_what_is_left(path, work, tell, error)
    if missing:
        tell(left_out_line(path, missing))
    return result


def left_out_line(path: Path, missing: LeftOut) -> str:
    """The records that are not shown, and the remedy."""
    kinds = ((missing.sessions, "session"), (missing.details, "detail"))
    parts = [f"{count:,} {name}{'' if count == 1 else 's'}" for count, name in kinds if count]
    return (
        f"Left out: {' and '.join(parts)} of the history {shown(path)} that can't be read. To drop "
        f"them for good: {program()} export history.json, then forget, then import history.json"
    )


def _from_what_is_left(
    path: Path,
    work: Callable[[sqlite3.Connection], ResultT],
    tell: Callable[[str], None],
    damage: DamagedHistoryError,
) -> ResultT:
    try:
        with sound_copy(path) as database:
            result = work(database)
    except (sqlite3.Error, OSError):
        raise damage from None
    tell(f"{damage} Until then, what can still be read is shown.")
    return result
