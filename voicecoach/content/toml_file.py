"""One TOML file of content: reading, validation, and problems with their line numbers."""

import io
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from voicecoach.content.problems import Problem, key_name, problems_of, shown
from voicecoach.content.toml_lines import KeyPath, key_lines, nearest_line
from voicecoach.dataclass import dataclass
from voicecoach.errors import ContentError
from voicecoach.files import read_regular
from voicecoach.printable import is_printable

TableT = TypeVar("TableT", bound=BaseModel)

MOST_BYTES = 500_000
"""Of a file; the largest bundled one has a tenth of it."""
MOST_KEY_PARTS = 50
"""Of a key with dots. For 20,000 parts, which fit in 40 kB, tomllib (3.11) takes 2 GB."""

FILES_KEPT = 256
"""More than all content has, so that a second load parses nothing anew."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_POSITION = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*\.[ \t]*{_PART}){{{MOST_KEY_PARTS},}}")


@dataclass(frozen=True, slots=True, eq=False)
class TomlFile:
    """Text and data of a TOML file with valid syntax.

    The same text at the same path is the same object, so that what follows from it can be kept.
    """

    path: Path
    text: str
    data: dict[str, Any]
    """Shared by all readers of the file: not to be changed."""

    @property
    def slug(self) -> str:
        """Name of the file without its extension."""
        return self.path.stem

    def parse(self, table: type[TableT], also: Iterable[Problem] = ()) -> TableT:
        """The data as this table; raises ContentError with every problem, one a line.

        `also` are problems found by other checks, so that one error reports all of them.
        """
        if not _SLUG.fullmatch(self.slug):
            raise ContentError(
                f"{self.path}:1: file name: expected lowercase letters, digits and hyphens, "
                f'got "{self.slug}"'
            )
        found = list(also)
        try:
            parsed = table.model_validate(self.data)
        except ValidationError as error:
            raise self.error([*problems_of(error, table), *found]) from None
        if found:
            raise self.error(found)
        return parsed

    def error(self, problems: Iterable[Problem]) -> ContentError:
        """One error with all these problems, sorted by line."""
        try:
            lines = key_lines(self.text)
        except RecursionError:
            # Nested too deeply for the scanner, though not for tomllib.
            lines = {}
        located = sorted(
            (nearest_line(lines, problem.path), key_name(problem.path), problem.text)
            for problem in problems
        )
        return ContentError(
            "\n".join(
                f"{self.path}:{line}: {_on_one_line(key)}: {_on_one_line(text)}"
                for line, key, text in located
            )
        )


def _on_one_line(text: str) -> str:
    """The text with line breaks ("\\n" in a TOML value) escaped, so that it stays on one line."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)


def read_toml(path: Path) -> TomlFile:
    """Read a TOML file; raises ContentError if it can't be read or isn't valid TOML."""
    try:
        raw = read_regular(path, MOST_BYTES + 1)
        # Some editors on Windows put a byte order mark at the start, which tomllib refuses.
        text = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig").read()
    except OSError as error:
        raise ContentError(f"{path}:1: file: can't be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ContentError(f"{path}:{line}: file: expected UTF-8 text, got other bytes") from None
    if len(raw) > MOST_BYTES:
        raise ContentError(f"{path}:1: file: expected at most {MOST_BYTES // 1000} kB")
    return _with_valid_syntax(path, text)


@lru_cache(FILES_KEPT)
def _with_valid_syntax(path: Path, text: str) -> TomlFile:
    for number, line in enumerate(text.split("\n"), 1):
        # To count the dots first takes a tenth of the time.
        if line.count(".") >= MOST_KEY_PARTS and _LONG_KEY.search(line):
            raise ContentError(f"{path}:{number}: file: tables are nested too deeply")
    try:
        file = TomlFile(path, text, tomllib.loads(text))
        found = [] if _is_harmless(text) else list(_texts_that_act(file.data, ()))
    except RecursionError:
        raise ContentError(f"{path}:1: file: tables are nested too deeply") from None
    except ValueError as error:
        # For a number of 5000 digits tomllib (3.11) raises a ValueError that is not its own.
        raise ContentError(_syntax_message(path, text, str(error))) from None
    if found:
        raise file.error(found)
    return file


def _is_harmless(text: str) -> bool:
    """True if no text of the file can act on a terminal: nothing is escaped, all is printable."""
    return "\\" not in text and all(line.rstrip("\r").isprintable() for line in text.split("\n"))


def _texts_that_act(value: object, path: KeyPath) -> Iterator[Problem]:
    """Every text, or key, with a control character or one that reorders what is beside it."""
    match value:
        case str() if not is_printable(value, in_lines=True):
            yield Problem(path, f"expected text without control characters, got {shown(value)}")
        case dict():
            for key, inner in value.items():
                if is_printable(key):
                    yield from _texts_that_act(inner, (*path, key))
                else:
                    yield Problem(path, f"expected a key that can be printed, got {shown(key)}")
        case list():
            for index, inner in enumerate(value):
                yield from _texts_that_act(inner, (*path, index))


def _syntax_message(path: Path, text: str, message: str) -> str:
    position = _POSITION.search(message)
    line = position["line"] if position else None
    if position and line is None:
        line = str(text.count("\n", 0, len(text.rstrip())) + 1)
    reason = _POSITION.sub("", message)
    return f"{path}:{line or 1}: file: not valid TOML: {reason}"
