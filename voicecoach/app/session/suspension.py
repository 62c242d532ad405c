"""Suspends a session on Ctrl-Z, and asks whether to go on after `fg`."""

import signal
import threading
import time
from collections.abc import Callable
from typing import Protocol

from voicecoach.app.telling import tell
from voicecoach.core.dialogue.intent import Intent

SILENCE_S = 1.5
"""Time for the last word, and for other programs to be as loud as before."""


class Suspendable(Protocol):
    """Something that gives the terminal back for a while."""

    def suspend(self) -> None:
        """Leave the terminal as it was found."""
        ...

    def resume(self) -> None:
        """Take the terminal again."""
        ...


class Suspension:
    """Pauses the session, gives the terminal back, and stops the process until it is continued."""

    def __init__(self, command: Callable[[Intent], None]) -> None:
        """`command` gives the session a command as if the user had."""
        self._command = command
        self._parts: tuple[Suspendable, ...] = ()
        self._under_way = threading.Lock()

    def holds(self, *parts: Suspendable) -> None:
        """Name what uses the terminal; it is given back in this order."""
        self._parts = parts
        if hasattr(signal, "SIGTSTP"):
            signal.signal(signal.SIGTSTP, lambda _number, _frame: self.request())

    def request(self) -> None:
        """Suspend soon; returns at once, from any thread."""
        if hasattr(signal, "SIGTSTP") and self._under_way.acquire(blocking=False):
            threading.Thread(target=self._suspend, name="suspension", daemon=True).start()

    def _suspend(self) -> None:
        try:
            self._command(Intent.PAUSE)
            time.sleep(SILENCE_S)
            for part in self._parts:
                part.suspend()
            tell("Paused. To go on: fg")
            # To this thread: os.kill may reach another one, and return before all have stopped.
            signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)
            for part in reversed(self._parts):
                part.resume()
            self._command(Intent.HELP)
        finally:
            self._under_way.release()
