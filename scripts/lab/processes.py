"""Processes that work side by side, without the messages of C libraries."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack

from voicecoach.devices.native_messages import native_messages_silenced

_SILENCED = ExitStack()
"""Open in each process of a pool, to its end."""


def silent_processes(number: int) -> ProcessPoolExecutor:
    """A pool of processes that begin afresh, since threads of libraries do not survive a fork."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(number, mp_context=context, initializer=_silence)


def _silence() -> None:
    _SILENCED.enter_context(native_messages_silenced())
