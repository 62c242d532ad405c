"""Shows the session on the whole terminal, which is restored at the end."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Self

from rich.console import Console, Group
from rich.live import Live

from voicecoach.content.language import Language
from voicecoach.core.phases import Phase
from voicecoach.core.view import View
from voicecoach.ports import PageState
from voicecoach.terminal.layout import lay_out
from voicecoach.terminal.rows import ScreenState

_REFRESHES_PER_SECOND = 8


class TerminalDisplay:
    """Draws the latest view several times a second while it is entered.

    Uses the terminal's alternate screen, so that nothing scrolls and the previous content comes
    back; then prints a few plain lines about the end of the session.
    """

    def __init__(
        self,
        now_ms: Callable[[], int],
        level_db: Callable[[], float | None],
        language: Language,
        console: Console | None = None,
    ) -> None:
        """`now_ms` and `level_db` are called from the drawing thread and must be quick."""
        self._now_ms = now_ms
        self._level_db = level_db
        self._console = console or Console()
        self._language = language
        self._view: View | None = None
        self._page: PageState | None = None
        self._summary: list[str] = []
        self._open = ExitStack()
        # rich's redirection of print (15.0) would write between two drawings, to a screen that is
        # discarded at the end; without it the next drawing overwrites such output all the same.
        self._live = Live(
            console=self._console,
            screen=True,
            refresh_per_second=_REFRESHES_PER_SECOND,
            redirect_stdout=False,
            redirect_stderr=False,
            get_renderable=self._draw,
        )

    def __enter__(self) -> Self:
        self._open.callback(self._leave_summary)
        self._open.enter_context(self._live)
        return self

    def __exit__(self, *exc_info: object) -> None:
        with suppress(OSError):  # the terminal's window may be closed
            self._open.close()

    def suspend(self) -> None:
        """Bring the previous content of the terminal back."""
        self._live.stop()

    def resume(self) -> None:
        """Draw again."""
        self._live.start()

    def show(self, view: View) -> None:
        """Draw this view from the next refresh on."""
        self._view = view
        if view.phase in (Phase.SUMMARY, Phase.FINISHED) and view.caption not in self._summary:
            self._summary.append(view.caption)

    def show_page(self, page: PageState) -> None:
        """Show this state of the page from the next refresh on; callable from any thread."""
        self._page = page

    def _draw(self) -> Group:
        view = self._view
        if view is None:
            return Group()
        moment = ScreenState(view, self._now_ms(), self._level_db(), self._language, self._page)
        width, height = self._console.size
        return Group(*lay_out(moment, width, height))

    def _leave_summary(self) -> None:
        for line in closing_lines(self._view, tuple(self._summary)):
            self._console.print(line, markup=False, highlight=False)


def closing_lines(last: View | None, summary: tuple[str, ...]) -> tuple[str, ...]:
    """Lines left on the terminal: the spoken summary, or else the last position."""
    if last is None:
        return ()
    ending = tuple(line for line in summary if line)
    if not ending:
        ending = (", ".join(part for part in (last.exercise, last.place, last.set_label) if part),)
    lines = (last.routine, *ending, last.notice)
    return tuple(dict.fromkeys(line for line in lines if line))
