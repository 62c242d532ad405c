"""A calm page of text for a terminal or a pipe: headings, labeled fields, columns, sources."""

import os
from collections.abc import Iterable, Sequence

import click
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

WIDEST = 96
"""Longer lines are hard to follow with the eye."""
NARROW = 72
"""Up to here columns that are merely nice are left out."""
_PIPED = 80
LABEL_WIDTH = 12


class Page:
    """Writes to standard output; styles only where a terminal shows them.

    rich leaves out colors when NO_COLOR is set, and all styles when the output is no terminal.
    """

    def __init__(self) -> None:
        console = Console(highlight=False, markup=False, emoji=False)
        measured = console.is_terminal or "COLUMNS" in os.environ
        console.width = min(console.width if measured else _PIPED, WIDEST)
        self._console = console

    def _print(self, part: RenderableType) -> None:
        if self._console.is_terminal:
            self._console.print(part)
            return
        # rich fills every line up with spaces, which nobody wants in a file or a pipe.
        with self._console.capture() as captured:
            self._console.print(part)
        for line in captured.get().splitlines():
            click.echo(line.rstrip())

    @property
    def is_narrow(self) -> bool:
        """Whether there is no room for columns that are merely nice."""
        return self._console.width < NARROW

    def title(self, text: str, aside: str = "") -> None:
        """The name of it all, and something small at the right edge."""
        line = Table.grid(expand=True)
        line.add_column(ratio=1)
        line.add_column(justify="right", no_wrap=True)
        line.add_row(Text(text, style="bold"), Text(aside, style="dim"))
        self._print(line)

    def heading(self, text: str, aside: str = "") -> None:
        """The name of a part."""
        self._print(Text.assemble((text, "bold cyan"), (f"  {aside}" if aside else "", "dim")))

    def text(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """A paragraph."""
        self._print(Padding(Text(text, style=style), (0, 0, 0, indent)))

    @property
    def width(self) -> int:
        """In columns."""
        return self._console.width

    def verbatim(self, *parts: str | Text) -> None:
        """One line as it is, not wrapped."""
        self._print(Text.assemble(*parts, no_wrap=True, overflow="crop"))

    def gap(self) -> None:
        """An empty line."""
        self._print("")

    def fields(self, rows: Iterable[tuple[str, Sequence[str | Text]]]) -> None:
        """Labels at the left, one or more paragraphs beside each; empty ones are left out."""
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
        """Cells in columns; `right` are flush right, and column `widest` takes the room left."""
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
    """Text that stands back."""
    return Text(text, style="dim")


def name(text: str) -> Text:
    """What one types to get at it."""
    return Text(text, style="cyan")
