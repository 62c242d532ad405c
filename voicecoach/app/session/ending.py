"""Ways in which a user ends the program: Ctrl-C, a signal, a window that is closed."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

CLOSING_LIMIT_S = 4.5
"""Windows ends a process 5 s after its window was closed."""


def end_on_signals() -> None:
    """Make every ordinary request to end raise KeyboardInterrupt, so that everything is closed.

    SIGHUP comes when the terminal's window is closed or its connection dropped.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK"):
        # SIGINT as well: a shell starts background jobs with that signal ignored.
        number = getattr(signal, name, None)
        if number is not None and not _is_declined(number):
            signal.signal(number, _interrupt)


def _is_declined(number: int) -> bool:
    """True for the SIGHUP of a program that is to outlive its terminal, as under nohup."""
    is_hangup = number == getattr(signal, "SIGHUP", None)
    return is_hangup and signal.getsignal(number) is signal.SIG_IGN


def _interrupt(number: int, _frame: FrameType | None) -> None:
    if number == getattr(signal, "SIGHUP", None):
        # A closing terminal may send several; the first is enough.
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def closed_in_time() -> Iterator[None]:
    """On Windows, hold the closing of the window up until the session has been closed."""
    if sys.platform != "win32":
        yield
        return
    import _thread
    import ctypes

    closed = threading.Event()

    def on_event(kind: int) -> bool:
        if kind in (0, 1):  # CTRL_C_EVENT and CTRL_BREAK_EVENT are signals already
            return False
        _thread.interrupt_main()
        closed.wait(CLOSING_LIMIT_S)
        return True

    handler = ctypes.WINFUNCTYPE(ctypes.c_bool, ctypes.c_uint)(on_event)
    ctypes.windll.kernel32.SetConsoleCtrlHandler(handler, True)
    try:
        yield
    finally:
        closed.set()
        ctypes.windll.kernel32.SetConsoleCtrlHandler(handler, False)
