"""Opens the history: makes it, brings it up to date, and sets a damaged one aside."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from voicecoach.errors import DamagedHistoryError, HistoryError, NewerHistoryError
from voicecoach.history.schema import APPLICATION_ID, VERSION, migrate, version_of
from voicecoach.history.transaction import transaction

READING_PATIENCE_S = 5.0
"""How long a command waits for another program that writes."""
COMPANIONS = ("", "-wal", "-shm", "-journal")
"""Endings of the files that make up an SQLite database."""
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def open_for_writing(path: Path, patience_s: float) -> sqlite3.Connection:
    """The history in this file, which is made if need be; every statement is its own transaction.

    `patience_s` is how long a write waits for another program's. Raises NewerHistoryError,
    DamagedHistoryError, or HistoryError when the file can't be used for now.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # SQLite gives its other files the mode of this one.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise HistoryError(_cannot("write", path, error.strerror or str(error))) from error
    return _opened(path, str(path), patience_s=patience_s)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection | None]:
    """The history in this file for the time of a `with`; None: nothing was ever kept.

    Where it can't be written to, it is read as it is. Raises HistoryError as `open_for_writing`
    does, and DamagedHistoryError also from within the block.
    """
    if not path.exists():
        yield None
        return
    with closing(_open_for_reading(path)) as database, translated(path):
        yield database


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """The history in this file, as one transaction, for the time of a `with`.

    Raises HistoryError as `open_for_writing` does; then nothing was changed.
    """
    opened = open_for_writing(path, READING_PATIENCE_S)
    with closing(opened) as database, translated(path), transaction(database):
        yield database


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into HistoryErrors that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise translation(path, error) from error


def translation(path: Path, error: sqlite3.Error) -> HistoryError:
    """The HistoryError that says what this error means for the user."""
    # An error of Python's own module has no such code.
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
        return _damaged(path, str(error))
    return HistoryError(_cannot("use", path, str(error)))


def check(path: Path, database: sqlite3.Connection) -> None:
    """Raise DamagedHistoryError when some page of it is not as it must be.

    It reads the whole file: about a millisecond for each megabyte.
    """
    (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise _damaged(path, found)


def set_aside(path: Path) -> Path:
    """Move a damaged history out of the way, all its files, and give its new name.

    Nothing is ever overwritten. Raises HistoryError when the files can't be moved.
    """
    names = (path.with_name(f"{path.stem}-damaged-{number}{path.suffix}") for number in count(1))
    aside = next(name for name in names if not name.exists())
    try:
        for ending in COMPANIONS:
            with suppress(FileNotFoundError):
                path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    except OSError as error:
        raise HistoryError(
            f"The history {path} is damaged and can't be moved aside: {error.strerror}. "
            "Move it yourself, or make its folder writable."
        ) from error
    return aside


def files_of(path: Path) -> list[Path]:
    """Every file in which something of this history may stand, the ones set aside included."""
    aside = path.parent.glob(f"{path.stem}-damaged-*{path.suffix}*")
    parts = (path.with_name(path.name + ending) for ending in COMPANIONS)
    return [part for part in (*parts, *sorted(aside)) if part.exists()]


def _open_for_reading(path: Path) -> sqlite3.Connection:
    try:
        return _opened(path, str(path), patience_s=READING_PATIENCE_S)
    except (NewerHistoryError, DamagedHistoryError):
        raise
    except HistoryError:
        # In a folder or on a disk that is read-only, SQLite can't make the files it shares with
        # other programs: nobody else writes there either.
        address = f"{path.absolute().as_uri()}?immutable=1"
        return _opened(path, address, patience_s=0, is_frozen=True)


def _opened(
    path: Path, address: str, *, patience_s: float, is_frozen: bool = False
) -> sqlite3.Connection:
    with translated(path):
        database = sqlite3.connect(address, timeout=patience_s, isolation_level=None, uri=is_frozen)
    try:
        with translated(path):
            _check_version(path, database, is_frozen=is_frozen)
            if not is_frozen:
                _prepare(database)
    except BaseException:
        database.close()
        raise
    return database


def _check_version(path: Path, database: sqlite3.Connection, *, is_frozen: bool) -> None:
    (mark,) = database.execute("PRAGMA application_id").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    version = version_of(database)
    if tables and mark != APPLICATION_ID:
        raise HistoryError(f"{path} belongs to another program. Move it elsewhere, then try again.")
    if version > VERSION:
        raise NewerHistoryError(
            f"The history {path} was written by a newer voicecoach (its version is {version}, this "
            f"one knows {VERSION}). It was left as it is. Update voicecoach to go on with it."
        )
    if is_frozen and version < VERSION:
        raise HistoryError(
            _cannot("write", path, "it must be brought up to date, and is read-only")
        )


def _prepare(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    # macOS: fsync alone leaves data in the drive's own cache.
    database.execute("PRAGMA fullfsync = ON")
    database.execute("PRAGMA foreign_keys = ON")
    # What is deleted is overwritten.
    database.execute("PRAGMA secure_delete = ON")
    migrate(database)


def _damaged(path: Path, how: str) -> DamagedHistoryError:
    return DamagedHistoryError(
        f"The history {path} is damaged ({' '.join(how.split())}). The next workout sets it aside, "
        "and takes over what can be read of it."
    )


def _cannot(verb: str, path: Path, reason: str) -> str:
    return (
        f"Can't {verb} the history {path}: {reason}. See to the disk and the rights of its folder."
    )
