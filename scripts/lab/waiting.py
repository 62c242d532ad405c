"""Waits for something that another process does."""

import time
from collections.abc import Callable
from typing import TypeVar

FoundT = TypeVar("FoundT")


def until(
    look: Callable[[], FoundT],
    limit_s: float,
    *,
    otherwise: Callable[[], str] = lambda: "it never came",
    every_s: float = 0.05,
) -> FoundT:
    """Look again and again until something true is found, and return it.

    Raises TimeoutError, which says `otherwise`.
    """
    deadline_s = time.monotonic() + limit_s
    while not (found := look()):
        if time.monotonic() > deadline_s:
            raise TimeoutError(f"{otherwise()}, in {limit_s:g} s")
        time.sleep(every_s)
    return found
