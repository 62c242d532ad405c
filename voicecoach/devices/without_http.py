"""Imports a package without the HTTP library that it would bring."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_LIBRARY = "requests"


@contextmanager
def http_left_out() -> Iterator[None]:
    """An import inside gets an empty module for the HTTP library.

    vosk (0.3.45) imports requests to find models to download, which this program never asks it to.
    With it comes urllib3, which opens a socket to see whether there is IPv6.
    """
    if _LIBRARY in sys.modules:
        yield
        return
    sys.modules[_LIBRARY] = ModuleType(_LIBRARY)
    try:
        yield
    finally:
        del sys.modules[_LIBRARY]
