"""A session with real devices, from the first import to the last sound."""

import gc
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from voicecoach.app.session.ending import closed_in_time, end_on_signals
from voicecoach.app.telling import tell
from voicecoach.devices.native_messages import native_messages_silenced
from voicecoach.devices.portaudio import load_sounddevice
from voicecoach.errors import VoicecoachError
from voicecoach.settings import Settings
from voicecoach.voice.choice import FallbackSynthesizer, synthesizer_for
from voicecoach.voice.synthesizer import ChildSynthesizer

if TYPE_CHECKING:
    from voicecoach.app.session.preparation import Preparation, Prepare
    from voicecoach.ports import SessionLog

SWITCH_INTERVAL_S = 0.001
"""Thread switch interval: with the default of 5 ms the sound card underran at low latency while two
threads computed (CPython 3.11)."""
LOADING_LIMIT_S = 5.0
"""Longest wait for PortAudio at the end of a session that hardly began."""
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "1")
"""For numpy, in this process and in the engine's: starting threads for matrix products, of which
there are none, takes a core for 40 ms."""


def run_session(
    prepare: "Prepare",
    settings: Settings,
    watchers: Sequence["SessionLog"] = (),
    *,
    now_s: float,
) -> None:
    """Run a session; raises VoicecoachError, and KeyboardInterrupt when it is interrupted.

    Then one line says what was kept.
    """
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    os.environ.setdefault(*ONE_THREAD)
    end_on_signals()
    with closed_in_time(), native_messages_silenced(), ExitStack() as last, ExitStack() as stack:
        # The engine loads in its own process, and the devices are opened by a thread, while the
        # content is read and all else is imported.
        synthesizer = None if settings.quiet else _started_synthesizer(settings, stack)
        loading = stack.enter_context(ExitStack())
        loading.enter_context(_without_garbage_collection())
        _begin_to_load_portaudio(stack)
        from voicecoach.app.session.sound_devices import SoundDevices

        devices = SoundDevices(settings)
        stack.callback(devices.close)
        preparation = _prepared(prepare, settings, synthesizer, now_s)
        from voicecoach.app.session.sound_output import sound_output

        output = sound_output(preparation, devices, synthesizer, stack)
        from voicecoach.app.session.assembly import assemble
        from voicecoach.app.session.missed_words import TeachingOffer

        kept = last.enter_context(_kept_sets(preparation))
        offer = TeachingOffer(preparation.language.vocabulary, settings.person)
        stack.callback(offer.tell, tell)
        coach = assemble(preparation, devices, output, stack, (*watchers, kept, offer))
        loading.close()
        coach.run()


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Collect no garbage in the block, and leave its objects out later: modules and content stay.

    Looking through them again and again takes a seventh of the time to the first word.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _prepared(
    prepare: "Prepare",
    settings: Settings,
    synthesizer: ChildSynthesizer | FallbackSynthesizer | None,
    now_s: float,
) -> "Preparation":
    """Prepare the session from the history, and tell the user what to know before it begins."""
    from voicecoach.app.languages import gaps
    from voicecoach.app.session.remembering import history_until

    history = history_until(now_s)
    preparation = prepare(history, now_s)
    language = preparation.language
    if synthesizer is not None:
        synthesizer.pronounce(language.pronunciations)
    for message in (*history.messages, *gaps(language, settings), *preparation.news):
        tell(message)
    return preparation


@contextmanager
def _kept_sets(preparation: "Preparation") -> Iterator["SessionLog"]:
    """A log that counts the sets; if the block is interrupted, it tells what was kept."""
    from voicecoach.app.session.kept import Kept

    kept = Kept()
    try:
        yield kept
    except KeyboardInterrupt:
        tell(kept.line(preparation))
        raise


def _started_synthesizer(
    settings: Settings, stack: ExitStack
) -> ChildSynthesizer | FallbackSynthesizer:
    synthesizer = synthesizer_for(
        settings.voice, settings.words_per_minute, tell, settings.language
    )
    stack.callback(synthesizer.close)
    synthesizer.start()
    return synthesizer


def _begin_to_load_portaudio(stack: ExitStack) -> None:
    """Load PortAudio during other imports: it mostly waits for the sound server.

    The session does not end before it is loaded, so that ALSA's messages stay off the terminal.
    """

    def load() -> None:
        with suppress(VoicecoachError):  # opening a stream will report it
            load_sounddevice()

    thread = threading.Thread(target=load, name="load PortAudio", daemon=True)
    thread.start()
    stack.callback(thread.join, LOADING_LIMIT_S)
