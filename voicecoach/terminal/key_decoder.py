"""Decodes the input of a terminal or console into names of keys."""

import codecs

SUSPEND = "ctrl-z"
"""Not a key for a session: the user wants the shell back."""
_NAMED = {
    "\x1a": SUSPEND,
    " ": "space",
    "\r": "enter",
    "\n": "enter",
    "\x7f": "backspace",
    "\x08": "backspace",
}
_ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left"}
_CONSOLE_ARROWS = {"H": "up", "P": "down", "M": "right", "K": "left"}
_ESCAPE = "\x1b"


class KeyDecoder:
    """Decodes the bytes of a POSIX terminal into keys, however they are split into reads."""

    def __init__(self) -> None:
        # Bytes that are not UTF-8 become U+FFFD, which is dropped below.
        self._utf8 = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending = ""

    @property
    def waits(self) -> bool:
        """True if an escape sequence, or a lone Escape, has begun and not ended."""
        return bool(self._pending)

    def feed(self, received: bytes) -> tuple[str, ...]:
        """Take bytes; return the keys that they complete."""
        return self._keys(self._utf8.decode(received))

    def settle(self) -> tuple[str, ...]:
        """End a pending sequence after a pause: a lone Escape is a key, anything else is noise."""
        was_escape = self._pending == _ESCAPE
        self._pending = ""
        return ("escape",) if was_escape else ()

    def _keys(self, text: str) -> tuple[str, ...]:
        keys = []
        for char in text:
            if self._pending == char == _ESCAPE:
                keys.append("escape")
            elif char == _ESCAPE:
                self._pending = _ESCAPE
            elif self._pending:
                keys.append(self._continue_sequence(char))
            else:
                keys.append(_plain_key(char))
        return tuple(key for key in keys if key)

    def _continue_sequence(self, char: str) -> str:
        """The key completed by this character; "" while incomplete, and for unnamed keys."""
        sequence = self._pending + char
        if _goes_on(sequence):
            self._pending = sequence
            return ""
        self._pending = ""
        introducer, parameters = sequence[1:2], sequence[2:-1]
        # ESC O A is an arrow in "application mode"; both forms are of ECMA-48 and xterm.
        if introducer in ("[", "O") and parameters in ("", "1"):
            return _ARROWS.get(char, "")
        return ""


def _goes_on(sequence: str) -> bool:
    introducer, rest = sequence[1], sequence[2:]
    if introducer == "O":
        return not rest
    if introducer != "[":
        return False
    # The Linux console sends F1 as ESC [ [ A.
    return rest in ("", "[") or "\x20" <= rest[-1] <= "\x3f"


def _plain_key(char: str) -> str:
    if char in _NAMED:
        return _NAMED[char]
    return char.lower() if char.isprintable() and char != "\ufffd" else ""


class ConsoleKeyDecoder:
    """Decodes the characters of a Windows console (`msvcrt.getwch`) into keys."""

    def __init__(self) -> None:
        self._after_prefix = False

    def feed(self, char: str) -> tuple[str, ...]:
        """Take a character; return the key that it completes, if any.

        Arrows and function keys are "\\x00" or "\\xe0" followed by a letter.
        """
        if self._after_prefix:
            self._after_prefix = False
            key = _CONSOLE_ARROWS.get(char, "")
        elif char in ("\x00", "\xe0"):
            self._after_prefix = True
            key = ""
        else:
            key = "escape" if char == _ESCAPE else _plain_key(char)
        return (key,) if key else ()
