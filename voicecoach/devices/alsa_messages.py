"""Keeps ALSA's own messages off the terminal, where they would tear the screen of a session."""

import contextlib
import ctypes
import sys

_LIBRARY = "libasound.so.2"


_Handler = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)
# Kept for as long as the process lives, because ALSA keeps its address. The variable arguments
# that follow in C are not looked at.
_IGNORE = _Handler(lambda _file, _line, _function, _error, _format: None)


def silence_alsa() -> None:
    """Stop ALSA from writing to stderr, on Linux; it may be called again.

    alsa-lib 1.2 writes "underrun occurred" by itself on every underrun, from PortAudio's thread.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(_LIBRARY).snd_lib_error_set_handler(_IGNORE)
