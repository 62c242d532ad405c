"""Reads sentences aloud, one after the other, until the last one or Ctrl-C."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from queue import SimpleQueue

from voicecoach.app.own_content import usable_language
from voicecoach.app.telling import tell
from voicecoach.core.effects import Rank
from voicecoach.core.events import DeviceLost, Event
from voicecoach.core.phrases import DEFAULT_LANGUAGE
from voicecoach.errors import AudioDeviceError, VoiceError
from voicecoach.places import clip_cache
from voicecoach.ports import Speaker, Voice
from voicecoach.simulation.scripted import clock
from voicecoach.sound.clip import Clip
from voicecoach.voice.speech_length import estimated_length_ms

PAUSE_MS = 350
"""Pause between two sentences."""


class Reader:
    """Plays each clip as soon as it is rendered and the one before it has ended."""

    def __init__(self, speaker: Speaker, wait: Callable[[float], None]) -> None:
        """`wait` takes the seconds to wait."""
        self._speaker = speaker
        self._wait = wait
        self._arrivals: SimpleQueue[Clip | DeviceLost] = SimpleQueue()

    def post(self, event: Event) -> None:
        """Take events of the voice, such as its loss; may be called from any thread."""
        if isinstance(event, DeviceLost):
            self._arrivals.put(event)

    def read(self, sentences: tuple[str, ...], voice: Voice) -> None:
        """Read all sentences in this voice, which must post its events here; raises VoiceError.

        Any exception silences the speaker.
        """
        voice.prepare(sentences)
        try:
            for sentence in sentences:
                voice.when_rendered(sentence, self._arrivals.put)
                arrived = self._arrivals.get()
                if isinstance(arrived, DeviceLost):
                    raise VoiceError(arrived.reason)
                self._speaker.play(arrived, None, Rank.TALK)
                self._wait((arrived.duration_ms + PAUSE_MS) / 1000)
        except BaseException:
            self._speaker.hush()
            raise


def rehearse_aloud(sentences: tuple[str, ...], words_per_minute: int) -> Iterator[str]:
    """Lines with the time and the text of each sentence."""
    at_ms = 0
    for sentence in sentences:
        yield f"{clock(at_ms)}  {sentence}"
        at_ms += estimated_length_ms(sentence, words_per_minute) + PAUSE_MS


def read_with_devices(
    sentences: tuple[str, ...],
    voice_name: str | None,
    words_per_minute: int,
    device_out: str | None,
    language: str = DEFAULT_LANGUAGE,
) -> None:
    """Read with a voice and a loudspeaker of this system; raises VoicecoachError."""
    from voicecoach.devices import soundcard
    from voicecoach.devices.native_messages import native_messages_silenced
    from voicecoach.devices.speaker import PortAudioSpeaker
    from voicecoach.voice.choice import cache_alias, synthesizer_for
    from voicecoach.voice.rendered import RenderedVoice

    with native_messages_silenced(), ExitStack() as stack:
        synthesizer = synthesizer_for(voice_name, words_per_minute, tell, language)
        stack.callback(synthesizer.close)
        synthesizer.start()
        synthesizer.pronounce(usable_language(language).pronunciations)
        speaker = PortAudioSpeaker(
            partial(soundcard.open_output, device_out), lambda: time.monotonic() * 1000
        )
        speaker.open()
        stack.callback(speaker.close)
        reader = Reader(speaker, time.sleep)
        voice = RenderedVoice(
            synthesizer,
            reader.post,
            cache_directory=clip_cache(),
            words_per_minute=words_per_minute,
            cache_alias=cache_alias(voice_name, words_per_minute, language),
        )
        stack.callback(voice.close)
        reader.read(sentences, voice)
        if trouble := speaker.trouble():
            raise AudioDeviceError(trouble)
