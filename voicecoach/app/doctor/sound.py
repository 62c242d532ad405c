"""Microphone and loudspeaker for the doctor: open, record, play, and play while recording."""

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
"""Time without a block after which the microphone counts as dead."""
ECHO_TAIL_MS = 800
"""Latency and reverberation of the last word."""
SETTLING_MS = 500
"""Time after the opening of a microphone that is ignored, as it may contain a click."""


class SoundCheck:
    """A microphone and a loudspeaker, either of which may be missing."""

    def __init__(self, device_in: str | None, device_out: str | None) -> None:
        """Choose the devices; they are opened by methods of their own."""
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
        self.has_input = False
        self.has_output = False

    def open_microphone(self) -> int:
        """Start recording; return the sample rate. Raises AudioDeviceError."""
        self._microphone.open()
        self._collector.start()
        self.has_input = True
        return RATE_HZ

    def open_loudspeaker(self) -> int:
        """Start playing silence; return the card's sample rate. Raises AudioDeviceError."""
        self._speaker.open()
        self.has_output = True
        return self._speaker.rate_hz

    def record(self, duration_ms: int) -> Samples:
        """Record from now on: (frames,) float32 mono, 16 kHz.

        Raises AudioDeviceError if the microphone gives no sound.
        """
        blocks = list(self._until(self._elapsed_ms() + SETTLING_MS + duration_ms))
        samples = np.concatenate([block.samples for block in blocks])
        return samples[-duration_ms * RATE_HZ // 1000 :]

    def speak_and_record(self, clip: Clip) -> list[tuple[Samples, Samples]]:
        """Play a clip while recording; return pairs of microphone and reference blocks.

        All blocks are (frames,) float32 mono, 16 kHz. Raises AudioDeviceError if the microphone
        gives no sound.
        """
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
        """The reference up to the end of this block: (frames,) float32 mono, 16 kHz."""
        until_ms = block.began_ms + milliseconds_of(len(block.samples), RATE_HZ)
        return self._speaker.playback_log.take(block.began_ms, until_ms)

    def say(self, clip: Clip) -> None:
        """Play a clip without waiting for its end."""
        self._speaker.play(clip, None, Rank.TALK)

    def wait_until_said(self, clip: Clip) -> None:
        """Wait until a clip that has just begun, and its echo, are over."""
        time.sleep(self.ends_after_ms(clip) / 1000)

    def ends_after_ms(self, clip: Clip) -> float:
        """Time until a clip that begins now, and its echo, are over."""
        return clip.duration_ms + self._speaker.sound_delay_ms + ECHO_TAIL_MS

    def listen(self, duration_ms: int) -> Iterator[MicrophoneBlock]:
        """Blocks from now on for a duration. Raises AudioDeviceError if there are none."""
        self._discard_blocks()
        yield from self._until(self._elapsed_ms() + duration_ms)

    def close(self) -> None:
        """Close both devices."""
        self._microphone.close()
        self._microphone.release()
        self._speaker.close()
        if self.has_input:
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
