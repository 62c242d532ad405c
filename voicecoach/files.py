"""Writes files with personal data: private if new, else with the mode and owner they had."""

import errno
import json
import os
import secrets
import stat
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from voicecoach.errors import SettingsError
from voicecoach.printable import printable

MOST_JSON_BYTES = 20_000_000
"""Limit of what is read of a small JSON file."""
_BINARY = getattr(os, "O_BINARY", 0)
_DRAFT = ".voicecoach-{}.new"
_STALE_S = 3600.0
"""Age from which a draft is taken for that of a killed process."""
_ADVICE: Mapping[int, str] = {
    errno.ENOSPC: "Free some space there, or name a file on another disk.",
    errno.EDQUOT: "Free some space there, or name a file on another disk.",
    errno.EROFS: "Nothing can be written to that disk: name a file on another one.",
    errno.EACCES: "Change its permissions, or name a file elsewhere.",
    errno.EPERM: "Change its permissions, or name a file elsewhere.",
    errno.EISDIR: "That is a folder: name a file in it.",
    errno.ENOENT: "Create its folder first, or name a file elsewhere.",
    errno.ENOTDIR: "Create its folder first, or name a file elsewhere.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
}


def write_privately(path: Path, content: bytes) -> None:
    """Write a file, all of it or nothing; a new one can be read by the user alone.

    Links are followed, and a file that is there keeps its mode and its owner. Devices and pipes are
    written to as they are, and so is a file that can't be replaced without losing its owner, its
    other names or (in a folder that is closed to the user) the permission to. Raises OSError.
    """
    before = _status(path)
    if before is None or _is_replaceable(path, before):
        try:
            _replace(Path(os.path.realpath(path)), before, content)
        except PermissionError:
            if before is None:
                raise
        else:
            return
    _write(os.open(path, os.O_WRONLY | os.O_TRUNC), content)


def write_json(path: Path, content: object) -> None:
    """Write a JSON file in the same way; creates its folder if it is missing. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_privately(path, f"{json.dumps(content, indent=1)}\n".encode())


def read_regular(path: Path, most_bytes: int) -> bytes:
    """The first bytes of a regular file, at most so many; raises OSError for any other.

    A folder of the user's own may hold a pipe, whose writer never comes, or a file without end.
    """
    # Without O_NONBLOCK, opening a pipe waits for its writer.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        return file.read(most_bytes)


def read_json(path: Path) -> object:
    """Content of a JSON file; None also if it is missing or damaged."""
    try:
        return json.loads(read_regular(path, MOST_JSON_BYTES))
    except (OSError, ValueError, RecursionError):
        return None


def write_named_file(path: Path, content: bytes) -> None:
    """Write a file that the user named, as `write_privately` does.

    Raises SettingsError with the reason and a remedy.
    """
    try:
        write_privately(path, content)
    except BrokenPipeError:
        raise SettingsError(f"{shown(path)} was closed by its reader before the end.") from None
    except OSError as error:
        raise SettingsError(
            f"Can't write {shown(path)}: {error.strerror or error}. {advice(error)}"
        ) from error


def write_to_stdout(content: bytes) -> None:
    """Write to standard output, as it is; raises SettingsError, and BrokenPipeError for `head`."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SettingsError(
            f"Can't write to standard output: {error.strerror or error}. {advice(error)}"
        ) from error


def advice(error: OSError) -> str:
    """Advice to the user on an error of a file that they named."""
    return _ADVICE.get(error.errno or 0, "Name another file.")


def shown(path: Path) -> str:
    """The path for a message; bytes that are not text, and control characters, are replaced."""
    return printable(str(path))


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _is_replaceable(path: Path, status: os.stat_result) -> bool:
    """True if a new file in its place has the same owner, and nothing else keeps the old one."""
    is_ours = not hasattr(os, "geteuid") or os.geteuid() in (0, status.st_uid)
    is_file = stat.S_ISREG(status.st_mode) and status.st_nlink == 1
    # /dev/stdout may lead to a regular file, which the shell holds open.
    is_open = path.absolute().as_posix().startswith(("/dev/", "/proc/"))
    return is_file and is_ours and not is_open


def _replace(target: Path, before: os.stat_result | None, content: bytes) -> None:
    """Write a draft beside the target, and put it in its place; raises OSError."""
    _sweep(target.parent)
    draft = target.with_name(_DRAFT.format(secrets.token_hex(8)))
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _write(descriptor, content)
        if before is not None:
            _take_over(draft, before)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _take_over(draft: Path, before: os.stat_result) -> None:
    """Give the draft the owner and the mode of the file it replaces."""
    if hasattr(os, "chown"):
        ours = draft.stat()
        if (ours.st_uid, ours.st_gid) != (before.st_uid, before.st_gid):
            os.chown(draft, before.st_uid, before.st_gid)
    draft.chmod(stat.S_IMODE(before.st_mode))


def _write(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def _sweep(folder: Path) -> None:
    """Delete the drafts of processes that were killed."""
    with suppress(OSError):
        for draft in folder.glob(_DRAFT.format("*")):
            if draft.stat().st_mtime < time.time() - _STALE_S:
                draft.unlink()
