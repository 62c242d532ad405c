"""Keeps messages of C libraries off the terminal, where they would corrupt a session's screen."""

import contextlib
import os
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def native_messages_silenced() -> Iterator[None]:
    """Discard what C code writes to stderr; Python's own `sys.stderr` keeps working.

    alsa-lib 1.2 writes a line on every underrun, and PortAudio 19.6 as built by Debian fifteen when
    a sound server dies; vosk 0.3.45 warns of lattices at any log level. None has a setting against
    it. Enter before anything else keeps a reference to `sys.stderr`. Does nothing without a stderr.
    """
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    python_stderr = sys.stderr
    with open(kept, "w", buffering=1, encoding="utf-8", errors="backslashreplace") as own_stderr:
        _point_stderr_to(os.devnull)
        sys.stderr = own_stderr
        try:
            yield
        finally:
            sys.stderr = python_stderr
            own_stderr.flush()
            os.dup2(kept, 2)


def _point_stderr_to(path: str) -> None:
    target = os.open(path, os.O_WRONLY)
    os.dup2(target, 2)
    os.close(target)
