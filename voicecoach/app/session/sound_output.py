"""The coach's voice and the loudspeaker that it sounds from.

They come before all else that a session is assembled from, so that the first words are made ready
while that is imported.
"""

import threading
from contextlib import ExitStack
from functools import partial

from voicecoach.app.session.preparation import Preparation
from voicecoach.app.session.sound_devices import SoundDevices
from voicecoach.dataclass import dataclass
from voicecoach.devices.speaker import PortAudioSpeaker
from voicecoach.places import clip_cache
from voicecoach.ports import Speaker, Voice
from voicecoach.settings import Settings
from voicecoach.simulation.scripted import EstimatedVoice, SilentSpeaker
from voicecoach.sound.clip import Clip
from voicecoach.voice.choice import cache_alias
from voicecoach.voice.clip_source import Synthesizer
from voicecoach.voice.rendered import RenderedVoice
from voicecoach.voice.speech_length import estimated_length_ms


@dataclass(frozen=True, slots=True)
class SoundOutput:
    """A voice, a speaker, and what is known of the first words."""

    voice: Voice
    speaker: Speaker
    loudspeaker: PortAudioSpeaker | None
    """The device behind `speaker`; None: there is none."""
    first_words: threading.Event
    """Set once the first line can be played; the others follow while it is said."""


def sound_output(
    preparation: Preparation,
    devices: SoundDevices,
    synthesizer: Synthesizer | None,
    stack: ExitStack,
) -> SoundOutput:
    """The output of a session, at work on its greeting; what must be closed goes on the stack.

    `synthesizer` None: a silent session.
    """
    if synthesizer is None:
        return _silent(preparation.settings)
    output = _audible(preparation.settings, devices, synthesizer, stack)
    _request_first_words(output, preparation)
    # All others come once it is said: to read a hundred from the cache delays what is imported.
    output.voice.prepare(preparation.greeting())
    return output


def _silent(settings: Settings) -> SoundOutput:
    estimate_ms = partial(estimated_length_ms, words_per_minute=settings.words_per_minute)
    first_words = threading.Event()
    first_words.set()
    return SoundOutput(EstimatedVoice(estimate_ms), SilentSpeaker(), None, first_words)


def _audible(
    settings: Settings, devices: SoundDevices, synthesizer: Synthesizer, stack: ExitStack
) -> SoundOutput:
    voice = RenderedVoice(
        synthesizer,
        devices.inbox.post,
        cache_directory=clip_cache(),
        words_per_minute=settings.words_per_minute,
        cache_alias=cache_alias(settings.voice, settings.words_per_minute, settings.language),
    )
    stack.callback(voice.close)
    loudspeaker = devices.loudspeaker
    return SoundOutput(voice, loudspeaker or SilentSpeaker(), loudspeaker, threading.Event())


def _request_first_words(output: SoundOutput, preparation: Preparation) -> None:
    """Have the first line made ready to be played, ahead of all others."""
    loudspeaker = output.loudspeaker
    if loudspeaker is None:
        output.first_words.set()
        return

    def prepare(clip: Clip) -> None:
        loudspeaker.prepare(clip)
        output.first_words.set()

    output.voice.when_rendered(preparation.greeting()[0], prepare)
