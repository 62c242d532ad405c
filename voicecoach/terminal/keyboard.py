"""Reads single keys from the terminal and posts them as events."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from threading import Event as Flag
from threading import Thread
from typing import Any, Protocol, Self, TextIO

from voicecoach.core.events import Event, Pressed
from voicecoach.terminal.key_decoder import SUSPEND, ConsoleKeyDecoder, KeyDecoder

_SEQUENCE_PAUSE_S = 0.05
"""Pause that ends an escape sequence: terminals send the rest sooner, people type slower."""
_POLL_S = 0.04


class Keyboard:
    """Posts a `Pressed` for each key while it is entered; does nothing without a terminal.

    Keys are read at once and without echo. Ctrl-C still interrupts. Ctrl-Z does not stop the
    process, because sound and clock of a session would diverge: it calls `on_suspend`.
    """

    def __init__(
        self,
        post: Callable[[Event], None],
        source: TextIO | None = None,
        *,
        on_suspend: Callable[[], None] = lambda: None,
    ) -> None:
        """`post` and `on_suspend` are called from the keyboard's thread.

        `source` None: standard input.
        """
        self._post = post
        self._on_suspend = on_suspend
        self._modes: _Modes | None = None
        self._source = source if source is not None else sys.stdin
        self._open = ExitStack()

    @property
    def is_there(self) -> bool:
        """True if keys can be read."""
        return _is_terminal(self._source)

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            if self.is_there:
                self._modes = opening.enter_context(_reading(self._source, self._press))
            self._open = opening.pop_all()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._open.close()

    def suspend(self) -> None:
        """Give the terminal its own modes back."""
        if self._modes:
            self._modes.leave()

    def resume(self) -> None:
        """Read single keys again."""
        if self._modes:
            self._modes.enter()

    def _press(self, keys: tuple[str, ...]) -> None:
        for key in keys:
            if key == SUSPEND:
                self._on_suspend()
            else:
                self._post(Pressed(key))


class _Modes(Protocol):
    """Modes of the terminal in which single keys can be read."""

    def enter(self) -> None:
        """Set them."""
        ...

    def leave(self) -> None:
        """Set the previous ones."""
        ...


def _is_terminal(source: TextIO | None) -> bool:
    # Standard input is None under pythonw, and may be closed.
    return source is not None and not source.closed and source.isatty()


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def _reading(
        source: TextIO, press: Callable[[tuple[str, ...]], None]
    ) -> Iterator[_Modes | None]:
        while msvcrt.kbhit():  # typed before: it answers nothing that the coach has asked
            msvcrt.getwch()
        closing = Flag()
        thread = Thread(target=_poll_console, args=(closing, press), name="keyboard", daemon=True)
        thread.start()
        try:
            yield None
        finally:
            closing.set()
            thread.join(timeout=1)

    def _poll_console(closing: Flag, press: Callable[[tuple[str, ...]], None]) -> None:
        decoder = ConsoleKeyDecoder()
        while not closing.wait(_POLL_S):
            while msvcrt.kbhit():
                press(decoder.feed(msvcrt.getwch()))

else:
    import select
    import termios

    @contextmanager
    def _reading(
        source: TextIO, press: Callable[[tuple[str, ...]], None]
    ) -> Iterator[_Modes | None]:
        terminal = source.fileno()
        if _in_background(terminal):
            yield None
            return
        with _single_keys(terminal) as modes, _wake_pipe() as (woken, wake):
            thread = Thread(
                target=_read_terminal, args=(terminal, woken, press), name="keyboard", daemon=True
            )
            thread.start()
            try:
                yield modes
            finally:
                os.write(wake, b"\0")
                thread.join()

    def _in_background(terminal: int) -> bool:
        """True if changing the terminal's modes would stop this process (SIGTTOU)."""
        try:
            return os.tcgetpgrp(terminal) != os.getpgrp()
        except OSError:  # not the controlling terminal, so it can't stop this process
            return False

    class _TerminalModes:
        def __init__(self, terminal: int, saved: list[Any], modes: list[Any]) -> None:
            self._terminal, self._saved, self._single_keys = terminal, saved, modes

        def enter(self) -> None:
            # TCSANOW, since waiting for the output to drain would hang while it is held up.
            termios.tcsetattr(self._terminal, termios.TCSANOW, self._single_keys)
            # Keys typed before do not answer the coach's question.
            termios.tcflush(self._terminal, termios.TCIFLUSH)

        def leave(self) -> None:
            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._saved)
                # Unread keys were meant for the coach, not for the shell.
                termios.tcflush(self._terminal, termios.TCIFLUSH)

    @contextmanager
    def _single_keys(terminal: int) -> Iterator[_Modes]:
        saved = termios.tcgetattr(terminal)
        modes = termios.tcgetattr(terminal)
        modes[3] &= ~(termios.ICANON | termios.ECHO)
        # Ctrl-S is a key like any other, instead of holding up the screen, and the coach with it.
        modes[0] &= ~termios.IXON
        controls = modes[6]
        controls[termios.VMIN], controls[termios.VTIME] = 1, 0
        controls[termios.VSUSP] = os.fpathconf(terminal, "PC_VDISABLE").to_bytes(1, "big")
        single_keys = _TerminalModes(terminal, saved, modes)
        single_keys.enter()
        try:
            yield single_keys
        finally:
            single_keys.leave()

    @contextmanager
    def _wake_pipe() -> Iterator[tuple[int, int]]:
        woken, wake = os.pipe()
        try:
            yield woken, wake
        finally:
            os.close(woken)
            os.close(wake)

    def _read_terminal(terminal: int, woken: int, press: Callable[[tuple[str, ...]], None]) -> None:
        decoder = KeyDecoder()
        while True:
            limit_s = _SEQUENCE_PAUSE_S if decoder.waits else None
            ready, _, _ = select.select([terminal, woken], [], [], limit_s)
            if woken in ready:
                return
            if not ready:
                press(decoder.settle())
                continue
            received = _read(terminal)
            if not received:
                return
            press(decoder.feed(received))

    def _read(terminal: int) -> bytes:
        """Read typed bytes; empty once the terminal is gone."""
        try:
            return os.read(terminal, 1024)
        except OSError:
            return b""
