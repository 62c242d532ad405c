"""Puts a live coach together from its parts, each in the thread that owns it."""

import os
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial

from voicecoach.app.measured import read_measured
from voicecoach.app.preparation import Preparation
from voicecoach.app.remembering import recorder
from voicecoach.app.session_log import JsonLinesLog, SeveralLogs
from voicecoach.app.telling import tell
from voicecoach.coach import Coach, Parts
from voicecoach.core.effects import Earcon
from voicecoach.core.events import Device, DeviceLost
from voicecoach.devices import soundcard
from voicecoach.devices.ducker import Ducker, DuckingSpeaker
from voicecoach.devices.ears import VoskEars
from voicecoach.devices.inbox import QueueInbox, SessionClock
from voicecoach.devices.microphone import PortAudioMicrophone
from voicecoach.devices.other_programs import pulse_streams
from voicecoach.devices.speaker import PortAudioSpeaker
from voicecoach.devices.supervisor import Supervised, Supervisor, SupervisorThread
from voicecoach.errors import ModelError
from voicecoach.places import clip_cache, ducked_file, measured_file, new_session_log
from voicecoach.ports import Ears, SessionLog, Speaker
from voicecoach.settings import Settings
from voicecoach.simulation.scripted import DeafEars, SilentSpeaker
from voicecoach.sound.earcons import earcon_clip
from voicecoach.speech_models.lookup import find_model
from voicecoach.terminal.choice import display_for
from voicecoach.terminal.keyboard import Keyboard
from voicecoach.voice.choice import cache_alias
from voicecoach.voice.clip_source import Synthesizer
from voicecoach.voice.rendered import RenderedVoice, SilentVoice

FIRST_WORDS_LIMIT_S = 1.5
"""How long the session waits for the voice; after that it begins, and the voice joins in."""


def assemble(
    preparation: Preparation,
    synthesizer: Synthesizer | None,
    stack: ExitStack,
    watchers: Sequence[SessionLog] = (),
) -> Coach:
    """A coach with real devices; what must be closed goes on the stack.

    `synthesizer` None: it stays silent. A device that is missing is no error: it is posted as
    lost, and the session goes on without it. Raises SettingsError when the log can't be written.
    """
    settings = preparation.settings
    clock = SessionClock()
    inbox = QueueInbox(clock)
    began = datetime.now().astimezone()
    remembered = recorder(settings, began, inbox.post, stack)
    kept = JsonLinesLog(settings.log or new_session_log(preparation.routine.slug, began))
    stack.callback(kept.close)

    voice = _voice(settings, synthesizer, inbox, stack)
    voice.prepare(preparation.sentences())
    speaker = _speaker(settings, clock) if synthesizer else SilentSpeaker()
    microphone = PortAudioMicrophone(
        partial(soundcard.open_input, settings.device_in), clock.elapsed_ms, inbox.post
    )
    listens = settings.listen
    devices: list[Supervised] = [microphone] if listens else []
    if isinstance(speaker, PortAudioSpeaker):
        devices.insert(0, speaker)
    _open_devices(devices, inbox, clock, stack)
    ears = _ears(preparation, microphone, speaker, inbox, stack) if listens else DeafEars()
    display = display_for(
        sys.stdout,
        inbox.now_ms,
        microphone.level_db if listens else lambda: None,
        vocabulary=preparation.language.vocabulary,
    )
    stack.enter_context(display)
    stack.enter_context(Keyboard(inbox.post))
    _await_first_words(preparation, voice)
    parts = Parts(
        inbox=inbox,
        speaker=_ducking(settings, speaker, clock, stack),
        voice=voice,
        ears=ears,
        display=display,
        log=SeveralLogs(remembered, kept, preparation.familiarity, *watchers),
        earcons={earcon: earcon_clip(earcon, _rate_hz(speaker)) for earcon in Earcon},
    )
    session = preparation.session(voice, sound_delay_ms=_sound_delay_ms(speaker))
    language = preparation.language
    return Coach(session, parts, book=language.book, vocabulary=language.vocabulary)


def _voice(
    settings: Settings,
    synthesizer: Synthesizer | None,
    inbox: QueueInbox,
    stack: ExitStack,
) -> RenderedVoice | SilentVoice:
    if synthesizer is None:
        return SilentVoice(settings.words_per_minute)
    voice = RenderedVoice(
        synthesizer,
        inbox.post,
        cache_directory=clip_cache(),
        words_per_minute=settings.words_per_minute,
        wish=cache_alias(settings.voice, settings.words_per_minute),
    )
    stack.callback(voice.close)
    return voice


def _speaker(settings: Settings, clock: SessionClock) -> PortAudioSpeaker:
    measured = read_measured(measured_file(), settings.device_in, settings.device_out)
    return PortAudioSpeaker(
        partial(soundcard.open_output, settings.device_out),
        clock.elapsed_ms,
        volume_db=measured.volume_db,
        late_ms=measured.late_ms,
    )


def _open_devices(
    members: list[Supervised], inbox: QueueInbox, clock: SessionClock, stack: ExitStack
) -> None:
    supervisor = Supervisor(members, inbox.post, soundcard.reinitialize)
    thread = SupervisorThread(supervisor, clock.elapsed_ms)
    thread.start()
    stack.callback(thread.close)


def _ears(
    preparation: Preparation,
    microphone: PortAudioMicrophone,
    speaker: PortAudioSpeaker | SilentSpeaker,
    inbox: QueueInbox,
    stack: ExitStack,
) -> Ears:
    try:
        model = find_model(setting=preparation.settings.model, environ=os.environ)
    except ModelError as error:
        inbox.post(DeviceLost(Device.MODEL, str(error)))
        return DeafEars()
    ears = VoskEars(
        microphone,
        model,
        inbox.post,
        loudspeaker=speaker if isinstance(speaker, PortAudioSpeaker) else None,
    )
    stack.callback(ears.close)
    stack.callback(microphone.close)
    return ears


def _await_first_words(preparation: Preparation, voice: RenderedVoice | SilentVoice) -> None:
    """Wait until the greeting is rendered, so that its lines are placed by their true lengths."""
    if isinstance(voice, SilentVoice):
        return
    rendered = threading.Event()
    voice.when_rendered(preparation.greeting()[-1], lambda _clip: rendered.set())
    rendered.wait(FIRST_WORDS_LIMIT_S)


def _ducking(
    settings: Settings,
    speaker: PortAudioSpeaker | SilentSpeaker,
    clock: SessionClock,
    stack: ExitStack,
) -> Speaker:
    """The loudspeaker, which makes others quieter for its words if that is wanted and possible."""
    is_possible = sys.platform == "linux"
    wanted = is_possible if settings.duck is None else settings.duck
    if not isinstance(speaker, PortAudioSpeaker) or not wanted:
        return speaker
    ducker = Ducker(
        pulse_streams,
        clock.elapsed_ms,
        kept=ducked_file(),
        tell=tell if settings.duck else None,
    )
    ducker.start()
    stack.callback(ducker.close)
    return DuckingSpeaker(
        speaker,
        ducker,
        elapsed_ms=clock.elapsed_ms,
        sound_delay_ms=lambda: speaker.sound_delay_ms,
    )


def _rate_hz(speaker: PortAudioSpeaker | SilentSpeaker) -> int:
    return speaker.rate_hz if isinstance(speaker, PortAudioSpeaker) else 48_000


def _sound_delay_ms(speaker: PortAudioSpeaker | SilentSpeaker) -> int:
    return speaker.sound_delay_ms if isinstance(speaker, PortAudioSpeaker) else 0
