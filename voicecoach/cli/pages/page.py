"""A page of text for a terminal or a pipe: headings, labeled fields, columns."""

import os
from collections.abc import Iterable, Sequence

import click
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from voicecoach.cli.pages.width import WIDEST

NARROW_COLUMNS = 72
"""Below this width optional columns of a table are left out."""
_PIPED_COLUMNS = 80
"""Width of a page in a file or a pipe."""
LABEL_WIDTH = 12


class Page:
    """Writes to standard output, with styles only on a terminal.

    rich drops colors if NO_COLOR is set, and all styles if the output is not a terminal.
    """

    def __init__(self) -> None:
        console = Console(highlight=False, markup=False, emoji=False)
        has_width = console.is_terminal or "COLUMNS" in os.environ
        console.width = min(console.width if has_width else _PIPED_COLUMNS, WIDEST)
        self._console = console

    def _print(self, part: RenderableType) -> None:
        if self._console.is_terminal:
            self._console.print(part)
            return
        # rich pads every line with spaces, which is unwanted in a file or a pipe.
        with self._console.capture() as captured:
            self._console.print(part)
        for line in captured.get().splitlines():
            click.echo(line.rstrip())

    @property
    def is_narrow(self) -> bool:
        """True if there is no room for optional table columns."""
        return self._console.width < NARROW_COLUMNS

    @property
    def shows_pictures(self) -> bool:
        """True if the output is a terminal that has braille characters."""
        return self._console.is_terminal and not (
            self._console.is_dumb_terminal or self._console.options.ascii_only
        )

    def title(self, text: str, aside: str = "") -> None:
        """Print the title of the page, with a dim aside flush right."""
        line = Table.grid(expand=True)
        line.add_column(ratio=1)
        line.add_column(justify="right", no_wrap=True)
        line.add_row(Text(text, style="bold"), Text(aside, style="dim"))
        self._print(line)

    def heading(self, text: str, aside: str = "") -> None:
        """Print the heading of a section."""
        self._print(Text.assemble((text, "bold cyan"), (f"  {aside}" if aside else "", "dim")))

    def text(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """Print a paragraph."""
        self._print(Padding(Text(text, style=style), (0, 0, 0, indent)))

    @property
    def width(self) -> int:
        """Width of the page, in columns."""
        return self._console.width

    def verbatim(self, *parts: str | Text) -> None:
        """Print one line without wrapping it."""
        self._print(Text.assemble(*parts, no_wrap=True, overflow="crop"))

    def gap(self) -> None:
        """Print an empty line."""
        self._print("")

    def fields(self, rows: Iterable[tuple[str, Sequence[str | Text]]]) -> None:
        """Print labels with paragraphs beside them; labels without paragraphs are left out."""
        grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
        grid.add_column(width=LABEL_WIDTH, style="cyan", no_wrap=True)
        grid.add_column(ratio=1)
        for label, lines in rows:
            for number, line in enumerate(lines):
                grid.add_row(
                    "" if number else label, line if isinstance(line, Text) else Text(line)
                )
        self._print(grid)

    def columns(
        self,
        rows: Iterable[Sequence[str | Text]],
        *,
        heads: Sequence[str] = (),
        right: frozenset[int] = frozenset(),
        widest: int | None = None,
        indent: int = 2,
    ) -> None:
        """Print a table; columns in `right` are flush right, and `widest` gets the spare room."""
        filled = [[cell if isinstance(cell, Text) else Text(cell) for cell in row] for row in rows]
        width = max((len(row) for row in filled), default=0)
        table = Table(
            box=None,
            show_header=bool(heads),
            pad_edge=False,
            padding=(0, 2, 0, 0),
            expand=widest is not None,
            header_style="dim",
        )
        for number in range(width):
            table.add_column(
                heads[number] if heads else "",
                justify="right" if number in right else "left",
                no_wrap=number in right or number == 0,
                ratio=1 if number == widest else None,
            )
        for row in filled:
            table.add_row(*row)
        self._print(Padding(table, (0, 0, 0, indent)))


def faint(text: str) -> Text:
    """Text in a dim style."""
    return Text(text, style="dim")


def name(text: str) -> Text:
    """A name that can be typed, in its style."""
    return Text(text, style="cyan")
