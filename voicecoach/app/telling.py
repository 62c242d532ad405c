"""Lines for the user on standard error, beside what a command prints."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


def tell(text: str) -> None:
    """A line for the user, beside the session's own screen."""
    print(text, file=sys.stderr)
