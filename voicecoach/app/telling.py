"""How `app` reaches the user: lines on standard error, and progress bars that the caller draws."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

OpenBar = Callable[[str, int], AbstractContextManager[Callable[[float], None]]]
"""Opens a progress bar with a label and a length; the function it yields takes the amount done."""


def tell(text: str) -> None:
    """Print a line for the user on standard error, beside the output of the command."""
    print(text, file=sys.stderr)
