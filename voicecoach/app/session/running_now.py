"""The session that runs now, if there is one, made known to other processes by a locked file.

The operating system lets go of the lock when its process ends, however it ends: a file that nobody
holds is that of a session that is over.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO

from voicecoach.dataclass import dataclass

_TRIES, _TRY_AGAIN_S = 10, 0.005
"""A process that asks for the running session holds the lock for a moment."""
_LOCKED_AT = 1 << 20
"""Position of the locked byte: on Windows no other process can read that byte."""


@dataclass(frozen=True, slots=True)
class RunningSession:
    """A session in progress."""

    routine: str
    """Its slug."""
    session: str
    """Its id in the history."""
    process: int
    """Id of its process."""
    began: str
    """Local time of its beginning, in ISO 8601."""

    def line(self) -> str:
        """Sentence that tells the user of it."""
        since = datetime.fromisoformat(self.began)
        return f"{self.routine} is running since {since:%H:%M} (process {self.process})."


@contextmanager
def announced(path: Path, session: RunningSession) -> Iterator[None]:
    """Let other processes know of this session while the block runs.

    Does nothing if the file can't be written, or tells of another session.
    """
    with _opened(path) as file:
        if file is None or not _locked(file):
            yield
            return
        with suppress(OSError):
            file.truncate()
            file.write(json.dumps(asdict(session)).encode())
            file.flush()
        try:
            yield
        finally:
            with suppress(OSError):
                file.truncate(0)


def running_session(path: Path) -> RunningSession | None:
    """The session that another process runs now; None if there is none, or it is unknown."""
    try:
        with path.open("r+b") as file:
            if _lock(file):
                return None
            return RunningSession(**json.loads(file.read()))
    except (OSError, ValueError, TypeError):
        return None


def _locked(file: IO[bytes]) -> bool:
    """Lock the file, waiting for processes that only look."""
    for _ in range(_TRIES):
        if _lock(file):
            return True
        time.sleep(_TRY_AGAIN_S)
    return False


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes] | None]:
    file = None
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    try:
        yield file
    finally:
        if file is not None:
            with suppress(OSError):
                file.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        """Lock the file until it is closed; False if another process has."""
        try:
            file.seek(_LOCKED_AT)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        """Lock the file until it is closed; False if another process has."""
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks
            return True
        return True
