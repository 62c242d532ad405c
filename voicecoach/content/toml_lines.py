"""Line numbers of the keys of a TOML document, which tomllib (Python 3.11 to 3.14) lacks."""

import bisect
import re
import tomllib
from collections.abc import Callable

KeyPath = tuple[str | int, ...]
"""Keys and list indices from the root, for example ("items", 0, "sets")."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY_PART = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_STRING = re.compile(
    # A triple quote ends a text only where no further quote follows: `""""` closes after one `"`.
    r'"""(?:[^\\]|\\.)*?"""(?!")'
    r"|'''.*?'''(?!')"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


def key_lines(text: str) -> dict[KeyPath, int]:
    """Line, from 1, of every table, key and list entry of a valid TOML document.

    For an invalid document the result is undefined, but the scan always ends.
    """
    return _Scanner(text).scan()


def nearest_line(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """Line of this path; for a missing key, that of the table it belongs to."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scanner:
    """One pass over a document whose syntax tomllib has already checked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line_ends = [match.start() for match in re.finditer("\n", text)]
        self._lines: dict[KeyPath, int] = {(): 1}
        self._entries: dict[KeyPath, int] = {}
        """Number of entries so far in each array of tables, written with [[...]]."""

    def scan(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        self._skip_blank()
        while self._at < len(self._text):
            before = self._at
            if self._peek("["):
                table = self._header()
            else:
                self._pair(table)
            self._skip_blank()
            if self._at == before:
                break
        return self._lines

    def _header(self) -> KeyPath:
        line = self._line()
        is_list = self._peek("[[")
        self._at += 2 if is_list else 1
        *parents, name = self._keys()
        self._at += 2 if is_list else 1
        path: KeyPath = ()
        for parent in parents:
            path = self._last_entry((*path, parent))
            self._lines.setdefault(path, line)
        path = (*path, name)
        if is_list:
            self._lines.setdefault(path, line)
            self._entries[path] = self._entries.get(path, 0) + 1
        path = self._last_entry(path)
        self._lines[path] = line
        return path

    def _last_entry(self, path: KeyPath) -> KeyPath:
        """The table that a path means in a header: in a list of tables, its last one."""
        return (*path, self._entries[path] - 1) if path in self._entries else path

    def _pair(self, table: KeyPath) -> None:
        line = self._line()
        path = table
        for key in self._keys():
            path = (*path, key)
            self._lines.setdefault(path, line)
        self._skip_blank()
        self._at += 1  # the equals sign
        self._skip_blank()
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        if self._peek("["):
            self._inside("]", lambda index: self._entry((*path, index)))
        elif self._peek("{"):
            self._inside("}", lambda _: self._pair(path))
        else:
            _ = self._match(_STRING) or self._match(_SCALAR)

    def _entry(self, path: KeyPath) -> None:
        self._lines[path] = self._line()
        self._value(path)

    def _inside(self, closing: str, read: Callable[[int], None]) -> None:
        """Read comma-separated entries up to the closing bracket."""
        self._at += 1
        self._skip_blank()
        index = 0
        while self._at < len(self._text) and not self._peek(closing):
            before = self._at
            read(index)
            self._skip_blank()
            if self._peek(","):
                self._at += 1
            self._skip_blank()
            if self._at == before:
                break
            index += 1
        self._at += 1

    def _keys(self) -> list[str]:
        """The parts of a dotted key."""
        self._skip_blank()
        keys = [self._key()]
        while self._match(_DOT):
            keys.append(self._key())
        self._skip_blank()
        return keys

    def _key(self) -> str:
        part = self._match(_KEY_PART)
        if part[:1] not in ('"', "'"):
            return part
        return str(tomllib.loads(f"key = {part}")["key"])

    def _match(self, pattern: re.Pattern[str]) -> str:
        """Consume and return the text that matches here; "" if none does."""
        match = pattern.match(self._text, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match.group()

    def _peek(self, text: str) -> bool:
        return self._text.startswith(text, self._at)

    def _skip_blank(self) -> None:
        self._match(_BLANK)

    def _line(self) -> int:
        return bisect.bisect_left(self._line_ends, self._at) + 1
