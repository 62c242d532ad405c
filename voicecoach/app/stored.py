"""Reads the user's history for commands."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from voicecoach.app.telling import tell_once
from voicecoach.history.rescue import read_history
from voicecoach.places import history_file

ResultT = TypeVar("ResultT")


def from_history(work: Callable[[sqlite3.Connection], ResultT]) -> ResultT | None:
    """The result of `work` on the user's history; None if there is no history yet.

    Tells the user, once per command, what couldn't be read and was left out. Raises HistoryError.
    """
    return read_history(history_file(), work, tell_once)
