"""Opens the history: creates it, migrates it, and sets a damaged one aside."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from voicecoach.errors import DamagedHistoryError, HistoryError, NewerHistoryError
from voicecoach.files import shown
from voicecoach.history.schema import APPLICATION_ID, VERSION, migrate, version_of
from voicecoach.history.soundness import shield
from voicecoach.history.transaction import transaction

READING_PATIENCE_S = 5.0
"""Longest wait of a command for another program that writes."""
COMPANIONS = ("", "-wal", "-shm", "-journal")
"""Suffixes of the files that make up an SQLite database."""
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNWRITABLE = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})
_ADVICE: Mapping[int, str] = {
    **dict.fromkeys(_BUSY, "Another voicecoach is using it: try again when it is done."),
    **dict.fromkeys(_UNWRITABLE, "Make the file and its folder writable."),
    sqlite3.SQLITE_FULL: "Free some space on that disk.",
    sqlite3.SQLITE_NOMEM: "Close other programs, and try again.",
}


def open_for_writing(path: Path, patience_s: float) -> sqlite3.Connection:
    """Open the history in this file, created if need be; each statement is its own transaction.

    `patience_s` is how long a write waits for another program's. Raises NewerHistoryError,
    DamagedHistoryError, or HistoryError if the file can't be used for now.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # SQLite gives its other files the mode of this one.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise _unusable("write", path, error) from error
    return _opened(path, str(path), patience_s=patience_s)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection | None]:
    """Open the history while the block runs; None: there is none.

    Rows that can't be read are left out (see `soundness`). A file that can't be written to is read
    as it is. Raises HistoryError as `open_for_writing` does, and DamagedHistoryError also from
    within the block.
    """
    if not _exists(path):
        yield None
        return
    with _open_for_reading(path) as database, translated(path):
        shield(database)
        yield database


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the history for one transaction, for the time of a `with`.

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
    code = _code_of(error)
    if code in _DAMAGED:
        return _damaged(path, str(error))
    return HistoryError(_cannot("use", path, str(error), _ADVICE.get(code, _CHECK)))


def check(path: Path, database: sqlite3.Connection) -> None:
    """Raise DamagedHistoryError if a page, a row or an index is not as it must be.

    Reads the whole file: about 10 ms for each megabyte.
    """
    (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise _damaged(path, found)


def set_aside(path: Path) -> Path:
    """Move a damaged history out of the way, with all its files, and return its new path.

    Nothing is ever overwritten. Raises HistoryError if the files can't be moved.
    """
    names = (path.with_name(f"{path.stem}-damaged-{number}{path.suffix}") for number in count(1))
    aside = next(name for name in names if not name.exists())
    try:
        for ending in COMPANIONS:
            with suppress(FileNotFoundError):
                path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    except OSError as error:
        raise HistoryError(
            f"The history {shown(path)} is damaged and can't be moved aside: {error.strerror}. "
            "Move it yourself, or make its folder writable."
        ) from error
    return aside


def files_of(path: Path) -> list[Path]:
    """All files that may hold a part of this history, those set aside included.

    Raises HistoryError if their folder can't be read.
    """
    aside = path.parent.glob(f"{path.stem}-damaged-*{path.suffix}*")
    parts = (path.with_name(path.name + ending) for ending in COMPANIONS)
    return [part for part in (*parts, *sorted(aside)) if _exists(part, through_links=False)]


def copy_files(path: Path, target: Path) -> None:
    """Copy the files of a history; raises OSError."""
    for ending in COMPANIONS:
        with suppress(FileNotFoundError):
            shutil.copyfile(path.with_name(path.name + ending), f"{target}{ending}")


def _exists(path: Path, *, through_links: bool = True) -> bool:
    """True if there is a file of this name; raises HistoryError if that can't be told."""
    try:
        path.stat(follow_symlinks=through_links)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise _unusable("read", path, error) from error
    return True


@contextmanager
def _open_for_reading(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        opened = _opened(path, str(path), patience_s=READING_PATIENCE_S)
    except (NewerHistoryError, DamagedHistoryError):
        raise
    except HistoryError as error:
        if _code_of(error.__cause__) not in _UNWRITABLE:
            raise
        # In a folder or on a disk that is read-only, SQLite can't create the files that it shares
        # with other programs: nobody else writes there either.
        with _frozen(path) as database:
            yield database
        return
    with closing(opened) as database:
        yield database


@contextmanager
def _frozen(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that can't be written to.

    A copy is opened if its last workouts are in a log, or if it has to be brought up to date.
    """
    log = path.with_name(f"{path.name}-wal")
    if not (log.exists() and log.stat().st_size):
        address = f"{path.absolute().as_uri()}?immutable=1"
        opened = _opened(path, address, patience_s=0, is_frozen=True)
        with closing(opened) as database:
            if version_of(database) == VERSION:
                yield database
                return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "history.db"
        try:
            copy_files(path, copy)
        except OSError as error:
            raise _unusable("read", path, error) from error
        copy.chmod(0o600)
        with closing(_opened(path, str(copy), patience_s=0)) as database:
            yield database


def _opened(
    path: Path, address: str, *, patience_s: float, is_frozen: bool = False
) -> sqlite3.Connection:
    with translated(path):
        database = sqlite3.connect(address, timeout=patience_s, isolation_level=None, uri=is_frozen)
    try:
        with translated(path):
            _check_version(path, database)
            if not is_frozen:
                prepare(database)
                _migrate(path, database)
    except BaseException:
        database.close()
        raise
    return database


def _check_version(path: Path, database: sqlite3.Connection) -> None:
    (mark,) = database.execute("PRAGMA application_id").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    version = version_of(database)
    if tables and mark != APPLICATION_ID:
        raise HistoryError(
            f"{shown(path)} belongs to another program. Move it elsewhere, then try again."
        )
    if version > VERSION:
        raise NewerHistoryError(
            f"The history {shown(path)} was written by a newer voicecoach (its version is "
            f"{version}, this one knows {VERSION}). It was left as it is. Update voicecoach to go "
            "on with it."
        )


def prepare(database: sqlite3.Connection) -> None:
    """Set what holds for every connection that may write."""
    database.execute("PRAGMA journal_mode = WAL")
    # macOS: fsync alone leaves data in the drive's own cache.
    database.execute("PRAGMA fullfsync = ON")
    database.execute("PRAGMA foreign_keys = ON")
    # Overwrite deleted content.
    database.execute("PRAGMA secure_delete = ON")


def _migrate(path: Path, database: sqlite3.Connection) -> None:
    try:
        migrate(database)
    except sqlite3.IntegrityError as error:
        # An older version wrote only rows that fit: something has changed them since.
        raise _damaged(path, str(error)) from error


def _code_of(error: BaseException | None) -> int:
    """SQLite's primary result code; 0 for other errors, such as those of Python's own module."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _damaged(path: Path, how: str) -> DamagedHistoryError:
    return DamagedHistoryError(
        f"The history {shown(path)} is damaged ({' '.join(how.split())}). The next workout sets it "
        "aside, and takes over what can be read of it."
    )


def _unusable(verb: str, path: Path, error: OSError) -> HistoryError:
    return HistoryError(_cannot(verb, path, error.strerror or str(error), _advice(error)))


def _advice(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Make the file and its folder readable and writable for yourself."
    return _CHECK


def _cannot(verb: str, path: Path, reason: str, what_to_do: str) -> str:
    return f"Can't {verb} the history {shown(path)}: {reason}. {what_to_do}"


_CHECK = "Check free space and the folder's permissions."
