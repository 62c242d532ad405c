"""Brings the loudspeaker's signal to the microphone's clock: its delay and drift are found by ear.

The delay is where the generalized cross-correlation of both signals has its peak (Knapp and
Carter, IEEE Transactions on Acoustics, Speech, and Signal Processing 24, 1976); the drift between
the clocks of the two devices is how that place moves.
"""

from collections import deque
from itertools import combinations
from statistics import median

import numpy as np

from voicecoach.hearing.drift_reader import DriftReader
from voicecoach.hearing.signal_format import BLOCK_FRAMES, RATE_HZ
from voicecoach.sound.clip import Samples, frames_of, milliseconds_of

STEP_BACK_BLOCKS = 2
LONGEST_DELAY_MS = 1000
"""How late an echo may come: Bluetooth loudspeakers take 300 ms and more."""
WINDOW_MS = 1000
"""How much of the microphone's signal an estimate is made of."""
EVERY_MS = WINDOW_MS // 2
LEEWAY_MS = 100
"""An echo that comes up to so much after the reference is well placed in the canceller's filter."""
HEADROOM_MS = 20
"""Where a new delay puts the echo: early enough to leave room for the room's own echo."""
ESTIMATES = 40
"""Of the latest so many, 20 s while the coach talks, the drift is estimated."""
FEWEST_ESTIMATES = 6
SHORTEST_SPAN_MS = 4000
MOST_STRAYS = 4
"""So many estimates in a row that do not fit the others mean that the others are out of date."""
SAME_DELAY_MS = 1.5
"""Estimates further apart than this are not of the same delay."""
MOST_DRIFT_PPM = 400
CLEAR_PEAK = 7.0
"""How far a peak must stand out of the rest of the correlation, in standard deviations."""
QUIET_POWER = 1e-7
"""A reference of less power than this, -70 dB, tells nothing."""
_BAND_HZ = (200, 6000)


class EchoAligner:
    """Delays and stretches the reference so that the canceller finds its echo; for one thread.

    The reference is one stream without gaps; how its blocks are cut is of no matter, as long as
    each sample is there before its echo.
    """

    def __init__(self) -> None:
        self._reader = DriftReader()
        self._keep = frames_of(LONGEST_DELAY_MS + WINDOW_MS, RATE_HZ)
        self._reference: Samples = np.zeros(self._keep, np.float32)
        """The latest of the reference, on the microphone's clock, not delayed."""
        self._microphone: Samples = np.zeros(frames_of(WINDOW_MS, RATE_HZ), np.float32)
        self._delay_frames = 0
        self._heard_ms = 0.0
        self._corrected_frames = 0.0
        """By how much the drift's correction has moved the reference."""
        self._corrected_before = 0.0
        """The same at the estimate before, which is in the middle of the window of this one."""
        self._found: deque[tuple[float, float]] = deque(maxlen=ESTIMATES)
        """When, in ms, and how many frames late the echo was, had there been no correction."""
        self._strays = 0
        self._candidate: float | None = None
        self._next_ms = float(WINDOW_MS)
        self._moved_blocks = 0

    @property
    def delay_ms(self) -> float:
        """By how much the reference is delayed."""
        return milliseconds_of(self._delay_frames, RATE_HZ)

    @property
    def drift_ppm(self) -> float:
        """How much faster the loudspeaker's clock is than the microphone's, as far as is known."""
        return self._reader.drift_ppm

    def play(self, reference: Samples) -> None:
        """Take what the loudspeaker is given next, of any length."""
        self._reader.write(reference)

    def take_moved_blocks(self) -> int:
        """By how many blocks the reference is later than at the last call of this."""
        moved_blocks, self._moved_blocks = self._moved_blocks, 0
        return moved_blocks

    def align(self, microphone: Samples) -> Samples:
        """The part of the reference that belongs to the microphone's next samples."""
        frames = len(microphone)
        if self._reader.lacks(frames):
            self._step_back()
        self._reference = np.concatenate((self._reference[frames:], self._reader.read(frames)))
        self._microphone = np.concatenate((self._microphone[frames:], microphone))
        self._corrected_frames += frames * self._reader.drift_ppm * 1e-6
        self._heard_ms += milliseconds_of(frames, RATE_HZ)
        if self._heard_ms >= self._next_ms:
            self._next_ms += EVERY_MS
            self._look()
            self._corrected_before = self._corrected_frames
        stop = self._keep - self._delay_frames
        return self._reference[stop - frames : stop]

    def _step_back(self) -> None:
        """Read on later, so that sound which comes late, or too slowly, is not missed."""
        frames = STEP_BACK_BLOCKS * BLOCK_FRAMES
        self._reader.step_back(frames)
        gap = np.zeros(frames, np.float32)
        self._reference = np.concatenate((gap, self._reference[:-frames]))
        # What is delayed anyway is delayed less instead, and nothing moves.
        absorbed = min(frames, self._delay_frames)
        self._delay_frames -= absorbed
        self._moved_blocks += (frames - absorbed) // BLOCK_FRAMES
        earlier = ((at_ms, late - frames) for at_ms, late in self._found)
        self._found = deque(earlier, maxlen=ESTIMATES)

    def _look(self) -> None:
        delay = find_delay(self._microphone, self._reference)
        if delay is None:
            return
        place_ms = milliseconds_of(round(delay) - self._delay_frames, RATE_HZ)
        if 0 <= place_ms <= LEEWAY_MS:
            self._candidate = None
            self._follow(delay)
        elif self._candidate is None or _differ(delay, self._candidate):
            self._candidate = delay
        else:
            # The same twice: no chance, so the reference is delayed anew.
            self._candidate = None
            self._delay_to(round(delay) - frames_of(HEADROOM_MS, RATE_HZ))

    def _delay_to(self, wanted_frames: int) -> None:
        blocks = max(0, wanted_frames) // BLOCK_FRAMES
        self._moved_blocks += blocks - self._delay_frames // BLOCK_FRAMES
        self._delay_frames = blocks * BLOCK_FRAMES

    def _follow(self, delay: float) -> None:
        """Estimate the drift from how the delay has moved."""
        late = delay - self._corrected_before
        if self._found and _differ(late, self._expected()):
            self._strays += 1
            if self._strays < MOST_STRAYS:
                return
            self._found.clear()
        self._strays = 0
        self._found.append((self._heard_ms, late))
        span_ms = self._heard_ms - self._found[0][0]
        if len(self._found) < FEWEST_ESTIMATES or span_ms < SHORTEST_SPAN_MS:
            return
        slopes = [
            (later[1] - sooner[1]) / (later[0] - sooner[0])
            for sooner, later in combinations(self._found, 2)
            if later[0] - sooner[0] >= span_ms / 3
        ]
        drift_ppm = -median(slopes) * 1000 / RATE_HZ * 1e6
        self._reader.drift_ppm = float(np.clip(drift_ppm, -MOST_DRIFT_PPM, MOST_DRIFT_PPM))

    def _expected(self) -> float:
        last_ms, late = self._found[-1]
        return late - (self._heard_ms - last_ms) * self._reader.drift_ppm * 1e-6 * RATE_HZ / 1000


def find_delay(microphone: Samples, reference: Samples) -> float | None:
    """By how many frames, and parts of one, the reference's echo is late; None: not to be heard.

    Both end at the same time; the reference is longer by the longest delay.
    """
    if float(np.mean(np.square(reference))) < QUIET_POWER:
        return None
    size = 1 << (len(reference) + len(microphone) - 1).bit_length()
    cross = np.fft.rfft(reference, size) * np.fft.rfft(microphone, size).conj()
    frequencies_hz = np.fft.rfftfreq(size, 1 / RATE_HZ)
    weights = np.abs(cross) + 1e-12
    weights[(frequencies_hz < _BAND_HZ[0]) | (frequencies_hz > _BAND_HZ[1])] = np.inf
    # All frequencies weigh about the same: that makes the peak sharp. The exponent leaves those
    # where there is hardly any sound with less.
    correlation = np.fft.irfft(cross / weights**0.8, size)
    longest = len(reference) - len(microphone)
    # At index i the microphone matches the reference from i on: late by the rest.
    late = correlation[: longest + 1][::-1]
    peak = int(np.argmax(late))
    if not 0 < peak < longest or late[peak] < CLEAR_PEAK * float(np.std(late)):
        return None
    before, at, after = late[peak - 1 : peak + 2]
    return peak + 0.5 * float(before - after) / float(before - 2 * at + after)


def _differ(first: float, second: float) -> bool:
    return abs(first - second) > SAME_DELAY_MS * RATE_HZ / 1000
