"""Messages to the user: lines on standard error, and progress bars that the caller draws."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from contextvars import ContextVar

from voicecoach.printable import printable_lines

OpenBar = Callable[[str, int], AbstractContextManager[Callable[[float], None]]]
"""Opens a progress bar with a label and a length; the function it yields takes the amount done."""


def tell(text: str) -> None:
    """Print a line for the user on standard error, beside the output of the command."""
    with suppress(OSError):  # the terminal's window may be closed
        print(printable_lines(text), file=sys.stderr)


def forget_told() -> None:
    """Begin a new command, which may repeat what an earlier one told."""
    _TOLD.set(set())


def tell_once(text: str) -> None:
    """Print a line for the user as `tell` does, unless this command has printed it already."""
    told = _TOLD.get()
    if told is None or text not in told:
        tell(text)
    if told is not None:
        told.add(text)


_TOLD: ContextVar[set[str] | None] = ContextVar("told", default=None)
