"""Chooses the display of a session: a drawn screen on a terminal, or plain lines."""

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
    """A drawn screen if the stream is a suitable terminal, else plain lines."""
    console = Console(file=stream)
    if not can_draw_on(stream, console):
        return PlainDisplay(stream, language.book)
    return TerminalDisplay(now_ms, level_db, language, console)


def can_draw_on(stream: TextIO, console: Console) -> bool:
    """True if the stream is a terminal with escape codes and block characters.

    Asks the stream itself, because rich 15.0 takes any stream for a terminal if FORCE_COLOR is set.
    """
    encoding = (stream.encoding or "").lower().replace("-", "")
    return stream.isatty() and not console.is_dumb_terminal and encoding == "utf8"
