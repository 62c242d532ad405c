"""The devices as the doctor uses them: open one, listen for a while, speak and listen."""

import queue
import threading
import time
from collections.abc import Iterator
from functools import partial

import numpy as np

from voicecoach.core.effects import Rank
from voicecoach.devices import soundcard
from voicecoach.devices.microphone import MicrophoneBlock, PortAudioMicrophone
from voicecoach.devices.speaker import PortAudioSpeaker
from voicecoach.errors import AudioDeviceError
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Clip, Samples, milliseconds_of

STALLED_S = 3.0
"""A microphone that gives no block for so long gives none at all."""
ECHO_TAIL_MS = 800
"""The echo of the last word, in the room and on its way."""
SETTLING_MS = 500
"""What a microphone gives right after it was opened may be a click."""


class SoundCheck:
    """One microphone and one loudspeaker; either may be missing."""

    def __init__(self, device_in: str | None, device_out: str | None) -> None:
        """Open nothing yet."""
        began_s = time.monotonic()

        def elapsed_ms() -> float:
            return (time.monotonic() - began_s) * 1000

        self._elapsed_ms = elapsed_ms
        self._blocks: queue.SimpleQueue[MicrophoneBlock] = queue.SimpleQueue()
        self._microphone = PortAudioMicrophone(
            partial(soundcard.open_input, device_in), elapsed_ms, lambda _event: None
        )
        self._speaker = PortAudioSpeaker(partial(soundcard.open_output, device_out), elapsed_ms)
        self._collector = threading.Thread(target=self._collect, daemon=True)
        self.hears = False
        self.sounds = False

    def open_microphone(self) -> int:
        """Begin to record; the rate of what arrives. Raises AudioDeviceError."""
        self._microphone.open()
        self._collector.start()
        self.hears = True
        return RATE_HZ

    def open_loudspeaker(self) -> int:
        """Begin to play silence; the rate of the card. Raises AudioDeviceError."""
        self._speaker.open()
        self.sounds = True
        return self._speaker.rate_hz

    def record(self, duration_ms: int) -> Samples:
        """What the microphone hears from now on; raises AudioDeviceError when it has stopped."""
        blocks = list(self._until(self._elapsed_ms() + SETTLING_MS + duration_ms))
        samples = np.concatenate([block.samples for block in blocks])
        return samples[-duration_ms * RATE_HZ // 1000 :]

    def speak_and_record(self, clip: Clip) -> list[tuple[Samples, Samples]]:
        """Speak, and give what the microphone hears with what was played; raises the same."""
        self._discard_blocks()
        begin_ms = self._elapsed_ms()
        self.say(clip)
        end_ms = begin_ms + self._speaker.sound_delay_ms + clip.duration_ms + ECHO_TAIL_MS
        return [
            (block.samples, self.reference_for(block))
            for block in self._until(end_ms)
            if block.began_ms >= begin_ms
        ]

    def reference_for(self, block: MicrophoneBlock) -> Samples:
        """What the loudspeaker gave next, up to the end of this block."""
        until_ms = block.began_ms + milliseconds_of(len(block.samples), RATE_HZ)
        return self._speaker.playback_log.take(block.began_ms, until_ms)

    def say(self, clip: Clip) -> None:
        """Speak, without waiting for the end."""
        self._speaker.play(clip, None, Rank.TALK)

    def wait_until_said(self, clip: Clip) -> None:
        """Wait until a clip that was just begun, and its echo, are over."""
        time.sleep((clip.duration_ms + self._speaker.sound_delay_ms + ECHO_TAIL_MS) / 1000)

    def listen(self, duration_ms: int) -> Iterator[MicrophoneBlock]:
        """Blocks from now on, for so long; raises AudioDeviceError when there are none."""
        self._discard_blocks()
        yield from self._until(self._elapsed_ms() + duration_ms)

    def close(self) -> None:
        """Give both devices back."""
        self._microphone.close()
        self._microphone.release()
        self._speaker.close()
        if self.hears:
            self._collector.join(STALLED_S)

    def _collect(self) -> None:
        for block in self._microphone.blocks():
            self._blocks.put(block)

    def _discard_blocks(self) -> None:
        while not self._blocks.empty():
            self._blocks.get()

    def _until(self, end_ms: float) -> Iterator[MicrophoneBlock]:
        while True:
            try:
                block = self._blocks.get(timeout=STALLED_S)
            except queue.Empty:
                raise AudioDeviceError(
                    "The microphone gives no sound at all. Unplug it and plug it in again, or "
                    "choose another one with --device-in."
                ) from None
            yield block
            if block.began_ms >= end_ms:
                return
