"""The user's days."""

from datetime import datetime


def day_of(at_s: float) -> int:
    """The local day of a time (s since 1970, UTC), as a number that grows by one at midnight."""
    return datetime.fromtimestamp(at_s).toordinal()
