"""Content as it was parsed the last time, kept on disk.

To import what checks the format, build its tables and check every file takes a tenth of a second
and more, which a user waits for before the first word; to read what came of it takes 3 ms.

A file begins with a mark of all that it was made from: the texts of the content files, and the
program itself. One of another mark, a damaged one or one that can't be read is as good as none, and
one that can't be written stops nothing.
"""

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar, cast

from voicecoach import __version__
from voicecoach.content.bundled import BUNDLED
from voicecoach.content.language import Language
from voicecoach.content.library import LeaveOut, Library
from voicecoach.core.workout.norms import Norm
from voicecoach.errors import ContentError
from voicecoach.files import read_regular, write_privately

PartT = TypeVar("PartT")

_CODE = tuple(BUNDLED.parent / part for part in ("content", "core"))
"""The folders whose modules make the content what it is."""
_OWN = ("voicecoach.core.", "voicecoach.content.language", "voicecoach.content.library")
"""Modules of the classes of content; no others are made from a file."""
_BUILT_IN = frozenset({"frozenset", "set"})
_DIGEST_BYTES = 16
_MOST_BYTES = 1_000_000
"""Limit of what is read of a file: more than a content file may have."""


class ParsedContent:
    """The bundled content and that of some folders, parsed at most once for all processes."""

    def __init__(self, directory: Path, *own_dirs: Path) -> None:
        """`directory` is where parsed content is kept; `own_dirs` contain the user's own."""
        self._directory = directory
        self._own_dirs = own_dirs

    def library(self, leave_out: LeaveOut) -> Library:
        """All exercises and routines, as `load_library` returns them."""

        def parse(leave_out: LeaveOut) -> Library:
            from voicecoach.content.loader import load_library

            return load_library(*self._own_dirs, leave_out=leave_out)

        return self._part("library", self._files("exercises", "routines"), parse, leave_out)

    def language(self, code: str, leave_out: LeaveOut) -> Language:
        """The language of this code, as `load_language` returns it; raises ContentError.

        That of the last one is kept: hardly anyone speaks several in turn.
        """

        def parse(leave_out: LeaveOut) -> Language:
            from voicecoach.content.loader import load_language

            return load_language(code, *self._own_dirs, leave_out=leave_out)

        return self._part("language", self._files("languages"), parse, leave_out, of=code)

    def norms(self) -> Mapping[str, Norm]:
        """The norm of each exercise or test, as `load_norms` returns it."""

        def parse(_leave_out: LeaveOut) -> Mapping[str, Norm]:
            from voicecoach.content.norms import load_norms

            return load_norms()

        paths = (BUNDLED / "norms.toml", *(BUNDLED / "knowledge").glob("*.toml"))
        return self._part("norms", paths, parse, lambda _error: None)

    def _files(self, *folders: str) -> Iterator[Path]:
        for directory in (BUNDLED, *self._own_dirs):
            for folder in folders:
                yield from (directory / folder).glob("*.toml")

    def _part(
        self,
        name: str,
        sources: Iterable[Path],
        parse: Callable[[LeaveOut], PartT],
        leave_out: LeaveOut,
        *,
        of: str = "",
    ) -> PartT:
        """A part of the content from its file, or parsed; kept unless something is left out.

        `of` tells parts apart that share a file.
        """
        path = self._directory / f"{name}.parsed"
        mark = _mark(of, sources)
        with suppress(OSError, pickle.UnpicklingError, *_OF_DAMAGED):
            return cast(PartT, _unpacked(path.read_bytes(), mark))
        errors: list[ContentError] = []

        def note(error: ContentError) -> None:
            errors.append(error)
            leave_out(error)

        parsed = parse(note)
        if not errors:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                write_privately(path, _packed(parsed, mark))
        return parsed


_OF_DAMAGED = (EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError)
"""Errors of pickle, besides its own, for a file that it did not write; see its documentation."""


def _mark(of: str, sources: Iterable[Path]) -> bytes:
    """A digest of a name, of these files in any order, and of the program."""
    digest = hashlib.blake2b(_program_mark(), digest_size=_DIGEST_BYTES)
    digest.update(f"{of}\0".encode("utf-8", "surrogateescape"))
    for path in sorted(sources):
        digest.update(f"{path}\0".encode("utf-8", "surrogateescape"))
        try:
            digest.update(hashlib.blake2b(read_regular(path, _MOST_BYTES)).digest())
        except OSError as error:
            digest.update(repr(error.errno).encode())
    return digest.digest()


@cache
def _program_mark() -> bytes:
    """A digest of the version, of Python's, and of the modules that make the content."""
    digest = hashlib.blake2b(f"{__version__} {sys.version}".encode())
    for path, changed_ns, size in sorted(_modules()):
        digest.update(f"{path} {changed_ns} {size}\0".encode("utf-8", "surrogateescape"))
    return digest.digest()


def _modules() -> Iterator[tuple[str, int, int]]:
    """Path, time of the last change and size of each module."""
    folders = list(map(os.fspath, _CODE))
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    folders.append(entry.path)
                elif entry.name.endswith(".py"):
                    status = entry.stat()
                    yield entry.path, status.st_mtime_ns, status.st_size


def _packed(part: object, mark: bytes) -> bytes:
    file = BytesIO()
    _ContentPickler(file).dump(part)
    pickled = file.getvalue()
    return mark + hashlib.blake2b(pickled, digest_size=_DIGEST_BYTES).digest() + pickled


def _unpacked(raw: bytes, mark: bytes) -> object:
    """The content of a file; raises UnpicklingError, or what pickle raises, if it is not this."""
    found, digest = raw[:_DIGEST_BYTES], raw[_DIGEST_BYTES : 2 * _DIGEST_BYTES]
    pickled = raw[2 * _DIGEST_BYTES :]
    if found != mark or hashlib.blake2b(pickled, digest_size=_DIGEST_BYTES).digest() != digest:
        raise pickle.UnpicklingError("of other content, or damaged")
    return _ContentUnpickler(BytesIO(pickled)).load()


class _ContentPickler(pickle.Pickler):
    """Writes a dataclass as a call with its values: twice as fast to read as its state."""

    def __init__(self, file: BytesIO) -> None:
        super().__init__(file, protocol=5)
        self._known: dict[type, tuple[str, ...]] = {}
        """Arguments of the classes met so far; none: it is written in another way."""

    def reducer_override(self, obj: object) -> Any:
        """The class and its arguments; NotImplemented: pickle knows how to write this object."""
        kind = type(obj)
        if kind not in self._known:
            self._known[kind] = _arguments(kind)
        names = self._known[kind]
        return (kind, tuple([getattr(obj, name) for name in names])) if names else NotImplemented


def _arguments(kind: type) -> tuple[str, ...]:
    """Names of a dataclass's fields, if its objects can be made from their values alone."""
    parts = fields(kind) if is_dataclass(kind) else ()
    is_whole = all(part.init and not part.kw_only for part in parts)
    return tuple(part.name for part in parts) if is_whole else ()


class _ContentUnpickler(pickle.Unpickler):
    """Makes nothing but content: a pickle may otherwise name anything that can be called."""

    def find_class(self, module: str, name: str) -> object:
        """The class of this name; raises UnpicklingError if content has none of it."""
        is_content = module.startswith(_OWN) or (module == "builtins" and name in _BUILT_IN)
        found = super().find_class(module, name) if is_content else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is not content")
        return found
