"""Messages that the page may send: a tapped command, a key, or a question for the time."""

import json

from voicecoach.dataclass import dataclass

MOST_BYTES = 256
"""Largest message: the longest command has some thirty characters."""
_MOST_LETTERS = 80
_NAMED_KEYS = frozenset({"space", "enter", "up", "down", "left", "right"})


@dataclass(frozen=True, slots=True)
class Tap:
    """A command was tapped."""

    words: str


@dataclass(frozen=True, slots=True)
class Press:
    """A key was pressed."""

    key: str
    """A character, or a name such as "space"."""


@dataclass(frozen=True, slots=True)
class AskTime:
    """The page wants to know the time on the session's clock."""

    sent: float
    """Its own time, which the answer repeats."""


FromPage = Tap | Press | AskTime


def read_message(text: str | bytes) -> FromPage | None:
    """A message of the page; None: this is not one."""
    if not isinstance(text, str) or len(text) > MOST_BYTES:
        return None
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        return None
    match message:
        case {"tap": str(words), **rest} if not rest and 0 < len(words) <= _MOST_LETTERS:
            return Tap(words) if words.isprintable() else None
        case {"key": str(key), **rest} if not rest and (len(key) == 1 or key in _NAMED_KEYS):
            return Press(key) if key.isprintable() else None
        case {"time": float(sent) | int(sent), **rest} if not rest and _is_time(sent):
            return AskTime(sent)
        case _:
            return None


def _is_time(sent: float) -> bool:
    return not isinstance(sent, bool) and 0 <= sent < 1e15
