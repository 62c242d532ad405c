"""Chooses how the session is shown: drawn on a terminal, or written as plain lines."""

from collections.abc import Callable
from typing import TextIO

from rich.console import Console

from voicecoach.content.language import Language
from voicecoach.terminal.plain import PlainDisplay
from voicecoach.terminal.screen import TerminalDisplay


def display_for(
    stream: TextIO,
    now_ms: Callable[[], int],
    level_db: Callable[[], float | None],
    language: Language,
) -> TerminalDisplay | PlainDisplay:
    """A drawn screen if the stream is a terminal that can show one, else plain lines."""
    console = Console(file=stream)
    if not can_draw_on(stream, console):
        return PlainDisplay(stream, language.book)
    return TerminalDisplay(now_ms, level_db, language, console)


def can_draw_on(stream: TextIO, console: Console) -> bool:
    """Whether escape codes and block characters will be understood.

    The stream is asked itself, because rich (15.0) takes any stream for a terminal when FORCE_COLOR
    is set.
    """
    encoding = (stream.encoding or "").lower().replace("-", "")
    return stream.isatty() and not console.is_dumb_terminal and encoding == "utf8"
