"""What commands read of the user's history."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from voicecoach.app.telling import tell_once
from voicecoach.history.rescue import read_history
from voicecoach.places import history_file

ResultT = TypeVar("ResultT")


def from_history(work: Callable[[sqlite3.Connection], ResultT]) -> ResultT | None:
    """The result of this work on the user's history; None: there is none yet.

    The user is told, once per command, of what can't be read and was left out. Raises HistoryError.
    """
    return read_history(history_file(), work, tell_once)
