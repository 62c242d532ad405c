"""Chooses the display of a session: a drawn screen on a terminal, or plain lines."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from voicecoach.content.language import Language
from voicecoach.terminal.plain import PlainDisplay

if TYPE_CHECKING:
    from rich.console import Console

    from voicecoach.terminal.screen import TerminalDisplay


def display_for(
    stream: TextIO,
    now_ms: Callable[[], int],
    level_db: Callable[[], float | None],
    language: Language,
) -> "TerminalDisplay | PlainDisplay":
    """A drawn screen if the stream is a suitable terminal, else plain lines."""
    # Late, because a stream that is not a terminal needs nothing of rich.
    if stream.isatty():
        from rich.console import Console

        from voicecoach.terminal.screen import TerminalDisplay

        console = Console(file=stream)
        if can_draw_on(stream, console):
            return TerminalDisplay(now_ms, level_db, language, console)
    return PlainDisplay(stream, language.book)


def can_draw_on(stream: TextIO, console: "Console") -> bool:
    """True if the stream is a terminal with escape codes and block characters.

    Asks the stream itself, because rich 15.0 takes any stream for a terminal if FORCE_COLOR is set.
    """
    encoding = (stream.encoding or "").lower().replace("-", "")
    return stream.isatty() and not console.is_dumb_terminal and encoding == "utf8"
