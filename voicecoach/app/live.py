"""A session with real devices, from the first import to the last sound."""

import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from types import FrameType
from typing import TYPE_CHECKING

import click

from voicecoach.app.telling import tell
from voicecoach.devices.native_messages import native_messages_silenced
from voicecoach.errors import VoicecoachError
from voicecoach.settings import Settings
from voicecoach.voice.choice import synthesizer_for

if TYPE_CHECKING:
    from voicecoach.app.preparation import Prepare
    from voicecoach.ports import SessionLog
    from voicecoach.voice.clip_source import Synthesizer

SWITCH_INTERVAL_S = 0.001
"""How long a busy Python thread may keep the others waiting: with the usual 5 ms the sound card
ran dry at low latency while two threads computed (CPython 3.11)."""


def run_session(
    prepare: "Prepare", settings: Settings, watchers: Sequence["SessionLog"] = ()
) -> None:
    """Run a session; raises VoicecoachError, and KeyboardInterrupt on SIGINT and SIGTERM."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    end_on_signals()
    with native_messages_silenced(), ExitStack() as stack:
        # The engine loads in its own process while this one reads the content and imports numpy:
        # that is what makes the first word come within a second.
        synthesizer = None if settings.quiet else _started_synthesizer(settings, stack)
        threading.Thread(target=_wake_portaudio, name="wake PortAudio", daemon=True).start()
        from voicecoach.app.remembering import history_until

        now_s = time.time()
        history = history_until(now_s)
        preparation = prepare(history, now_s)
        for message in history.messages:
            click.echo(message, err=True)
        from voicecoach.app.assembly import assemble

        assemble(preparation, synthesizer, stack, watchers).run()


def _started_synthesizer(settings: Settings, stack: ExitStack) -> "Synthesizer":
    synthesizer = synthesizer_for(settings.voice, settings.words_per_minute, tell)
    stack.callback(synthesizer.close)
    synthesizer.start()
    return synthesizer


def _wake_portaudio() -> None:
    """Initialize PortAudio, which is mostly waiting for a sound server, during other imports."""
    from voicecoach.devices import soundcard

    with suppress(VoicecoachError):  # whoever opens a stream will tell it
        soundcard.list_devices()


def end_on_signals() -> None:
    """Let SIGINT and SIGTERM raise KeyboardInterrupt, so that what was begun is tidied up."""
    for wish_to_end in (signal.SIGINT, signal.SIGTERM):
        # SIGINT, too: a shell starts what runs behind it with that signal ignored.
        signal.signal(wish_to_end, _interrupt)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
