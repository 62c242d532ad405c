"""The progress bar of long commands, on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress_bar(label: str, length: int) -> Iterator[Callable[[float], None]]:
    """Open a progress bar; the function it yields takes the amount done so far."""
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:

        def show(done: float) -> None:
            bar.update(round(done) - bar.pos)

        yield show
