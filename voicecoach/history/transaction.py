"""Transactions, which Python's sqlite3 leaves to the statements when it is in autocommit."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All that is written within a `with`, or nothing of it.

    It waits for other writers at its beginning, as long as the connection's busy timeout allows.
    SQLite undoes it, too, when the process or the machine dies within. Raises sqlite3.Error.
    """
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        # A full disk or a damaged page may have ended it already.
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
