"""Transactions for connections in autocommit mode, where sqlite3 begins none by itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Commit what is written within a `with`, or roll all of it back.

    Waits for other writers at the beginning, up to the connection's busy timeout. SQLite rolls it
    back, too, if the process or the machine dies. Raises sqlite3.Error.
    """
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        # A full disk or a damaged page may have rolled it back already.
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
