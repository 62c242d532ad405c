"""Unpacks an untrusted zip file: nothing of it can leave its directory, or fill the disk."""

import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from voicecoach.dataclass import dataclass
from voicecoach.errors import ModelError
from voicecoach.printable import printable

CHUNK_BYTES = 1 << 16
_ENCRYPTED = 0x1
_FORBIDDEN = frozenset('<>:"|?*\\')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in "123456789\u00b9\u00b2\u00b3"}
)
"""Windows takes superscript digits for digits (learn.microsoft.com, "Naming files")."""


_DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError),
    *(EOFError, ValueError, zlib.error, struct.error),
)
"""Errors that zipfile raises for a damaged archive (Python 3.11 to 3.13)."""


class ArchiveError(ModelError):
    """An archive is damaged or unsafe."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a speech model; Vosk's largest has 2.7 GB in some 30 files."""

    bytes: int = 6_000_000_000
    """All files together."""
    entries: int = 1000
    depth: int = 10
    name: int = 200
    """Characters of the whole path."""
    ratio: int = 200
    """Highest compression ratio; speech models have two or three."""
    ratio_from_bytes: int = 1_000_000
    """Smaller files may consist of one repeated byte."""


def unpack(
    archive: Path,
    target: Path,
    *,
    limits: Limits | None = None,
    progress: Callable[[int], None] = lambda _bytes: None,
) -> None:
    """Unpack into the directory `target`, which exists and is empty.

    Everything is checked before anything is written: no absolute or parent path, no link or device,
    no two entries of one name, nothing encrypted, all within the limits. `progress` gets the number
    of bytes of each write. Raises ArchiveError; the caller deletes what was written until then.
    """
    limits = limits or Limits()
    try:
        with zipfile.ZipFile(archive) as file:
            entries = [entry for entry in file.infolist() if not entry.is_dir()]
            total_bytes = _check(archive, file.infolist(), limits)
            if total_bytes > shutil.disk_usage(target).free:
                raise ArchiveError(
                    f"{archive} needs {total_bytes / 1e6:,.0f} MB, and the disk has less. "
                    "Make room there, and try again."
                )
            for entry in entries:
                _write(file, entry, target, progress)
    except _DAMAGED as error:
        reason = printable(str(error))
        raise ArchiveError(f"{archive} is damaged: {reason}. Download it again.") from error
    except RuntimeError as error:  # zipfile's error for a missing password
        raise ArchiveError(f"{archive} can't be unpacked: {printable(str(error))}.") from error
    except OSError as error:
        raise ArchiveError(
            f"{archive} could not be unpacked into {target.parent}: {error.strerror or error}."
        ) from error


def _check(archive: Path, entries: list[zipfile.ZipInfo], limits: Limits) -> int:
    """Size of all files together; raises ArchiveError for an unsafe archive."""

    def refuse(entry: zipfile.ZipInfo, why: str) -> ArchiveError:
        return ArchiveError(
            f"{archive} was not unpacked, because {entry.filename[:80]!r} in it {why}. "
            "Get the model from its maker's own page."
        )

    if len(entries) > limits.entries:
        raise ArchiveError(f"{archive} was not unpacked, because it has {len(entries)} entries.")
    total_bytes = 0
    seen: set[str] = set()
    for entry in entries:
        if flaw := _flaw_of_name(entry, limits) or _flaw_of_kind(entry, limits):
            raise refuse(entry, flaw)
        name = entry.filename.rstrip("/").lower()
        if name in seen:
            raise refuse(entry, "is there twice")
        seen.add(name)
        total_bytes += entry.file_size
        if total_bytes > limits.bytes:
            raise refuse(entry, f"makes it larger than {limits.bytes / 1e6:,.0f} MB")
    for name in seen:
        if any(
            str(parent) in seen and not _is_folder(str(parent), entries)
            for parent in PurePosixPath(name).parents
        ):
            raise ArchiveError(f"{archive} was not unpacked, because {name!r} lies inside a file.")
    return total_bytes


def _is_folder(name: str, entries: list[zipfile.ZipInfo]) -> bool:
    return any(entry.is_dir() and entry.filename.rstrip("/").lower() == name for entry in entries)


def _flaw_of_name(entry: zipfile.ZipInfo, limits: Limits) -> str | None:
    # zipfile cuts names at a NUL and turns the system's separators: the original name counts.
    name = entry.orig_filename
    parts = name.rstrip("/").split("/")
    if name.startswith(("/", "\\")) or ":" in name:
        return "has an absolute path"
    if ".." in parts:
        return "leads out of its directory"
    if any(character in _FORBIDDEN or not character.isprintable() for character in name):
        return "has a name with forbidden characters"
    if any(not part or part == "." or part != part.strip(" .") for part in parts):
        return "has a name that systems read in different ways"
    if any(part.split(".")[0].lower() in _DEVICES for part in parts):
        return "has the name of a device"
    if len(name) > limits.name or len(parts) > limits.depth:
        return "has too long a name"
    return None


def _flaw_of_kind(entry: zipfile.ZipInfo, limits: Limits) -> str | None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a device"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in an unusual way"
    packed = max(entry.compress_size, 1)
    if entry.file_size > limits.ratio_from_bytes and entry.file_size / packed > limits.ratio:
        return "unpacks to far more than it should"
    return None


def _write(
    file: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    target: Path,
    progress: Callable[[int], None],
) -> None:
    """Write one file with default permissions, and never more than its declared size."""
    path = target.joinpath(*entry.filename.split("/"))
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with file.open(entry) as source, path.open("xb") as out:
        while chunk := source.read(CHUNK_BYTES):
            written += len(chunk)
            if written > entry.file_size:
                raise zipfile.BadZipFile(f"{entry.filename!r} is larger than declared")
            out.write(chunk)
            progress(len(chunk))
