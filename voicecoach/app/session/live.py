"""A session with real devices, from the first import to the last sound."""

import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from types import FrameType
from typing import TYPE_CHECKING

from voicecoach.app.telling import tell
from voicecoach.devices.native_messages import native_messages_silenced
from voicecoach.errors import VoicecoachError
from voicecoach.settings import Settings
from voicecoach.voice.choice import synthesizer_for

if TYPE_CHECKING:
    from voicecoach.app.session.preparation import Prepare
    from voicecoach.ports import SessionLog
    from voicecoach.voice.clip_source import Synthesizer

SWITCH_INTERVAL_S = 0.001
"""Thread switch interval: with the default of 5 ms the sound card underran at low latency while two
threads computed (CPython 3.11)."""


def run_session(
    prepare: "Prepare", settings: Settings, watchers: Sequence["SessionLog"] = ()
) -> None:
    """Run a session; raises VoicecoachError, and KeyboardInterrupt on SIGINT and SIGTERM."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    end_on_signals()
    with native_messages_silenced(), ExitStack() as stack:
        # The engine loads in its own process while this one reads the content and imports numpy,
        # which brings the first word within a second.
        synthesizer = None if settings.quiet else _started_synthesizer(settings, stack)
        threading.Thread(target=_wake_portaudio, name="wake PortAudio", daemon=True).start()
        from voicecoach.app.languages import gaps
        from voicecoach.app.session.remembering import history_until

        now_s = time.time()
        history = history_until(now_s)
        preparation = prepare(history, now_s)
        for message in (*history.messages, *gaps(preparation.language, settings)):
            tell(message)
        from voicecoach.app.session.assembly import assemble

        assemble(preparation, synthesizer, stack, watchers).run()


def _started_synthesizer(settings: Settings, stack: ExitStack) -> "Synthesizer":
    synthesizer = synthesizer_for(
        settings.voice, settings.words_per_minute, tell, settings.language
    )
    stack.callback(synthesizer.close)
    synthesizer.start()
    return synthesizer


def _wake_portaudio() -> None:
    """Initialize PortAudio during other imports: it mostly waits for the sound server."""
    from voicecoach.devices import soundcard

    with suppress(VoicecoachError):  # opening a stream will report it
        soundcard.list_devices()


def end_on_signals() -> None:
    """Make SIGINT and SIGTERM raise KeyboardInterrupt, so that everything is closed."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # SIGINT as well: a shell starts background jobs with that signal ignored.
        signal.signal(number, _interrupt)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
