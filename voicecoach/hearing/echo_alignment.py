"""Aligns the reference with the microphone: estimates the echo's delay and the clocks' drift.

The delay is the peak of the generalized cross-correlation of both signals (Knapp and Carter, IEEE
Transactions on Acoustics, Speech, and Signal Processing 24, 1976); the drift between the clocks of
the two devices is the motion of that peak.
"""

from collections import deque
from itertools import combinations
from statistics import median

import numpy as np

from voicecoach.hearing.drift_reader import DriftReader
from voicecoach.hearing.signal_format import BLOCK_FRAMES, RATE_HZ
from voicecoach.sound.clip import Samples, frames_of, milliseconds_of

STEP_BACK_BLOCKS = 2
"""Added delay when the reference runs out; whole blocks, so that the canceller can follow."""
LONGEST_DELAY_MS = 1000
"""Longest delay of an echo: Bluetooth loudspeakers take 300 ms and more."""
WINDOW_MS = 1000
"""Length of the microphone's signal that an estimate is made from."""
ESTIMATE_EVERY_MS = WINDOW_MS // 2
LEEWAY_MS = 100
"""An echo up to this long after the reference is well placed in the canceller's filter."""
HEADROOM_MS = 20
"""Remaining delay after realignment: small enough to leave room for the room's reverberation."""
ESTIMATES = 40
"""Number of latest estimates that give the drift: 20 s while the coach talks."""
FEWEST_ESTIMATES = 6
SHORTEST_SPAN_MS = 4000
MOST_OUTLIERS = 4
"""This many outliers in a row mean that the other estimates are out of date."""
SAME_DELAY_MS = 1.5
"""Estimates within this distance are of the same delay."""
MOST_DRIFT_PPM = 400
CLEAR_PEAK = 7.0
"""Required height of a peak, in standard deviations of the correlation."""
QUIET_POWER = 1e-7
"""A reference with less power than this, -70 dB, gives no estimate."""
_BAND_HZ = (200, 6000)


class EchoAligner:
    """Delays and resamples the reference so that the canceller finds its echo; for one thread.

    The reference is one stream without gaps, in blocks of any length, as long as each sample
    arrives before its echo.
    """

    def __init__(self) -> None:
        self._reader = DriftReader()
        self._kept_frames = frames_of(LONGEST_DELAY_MS + WINDOW_MS, RATE_HZ)
        self._reference: Samples = np.zeros(self._kept_frames, np.float32)
        """The latest reference on the microphone's clock, not delayed."""
        self._microphone: Samples = np.zeros(frames_of(WINDOW_MS, RATE_HZ), np.float32)
        self._delay_frames = 0
        self._heard_ms = 0.0
        self._corrected_frames = 0.0
        """Total shift of the reference by the correction of the drift."""
        self._corrected_before = 0.0
        """Total shift at the previous estimate, in the middle of the current window."""
        self._estimates: deque[tuple[float, float]] = deque(maxlen=ESTIMATES)
        """Time, ms, and delay of the echo without the correction, frames."""
        self._outliers = 0
        self._candidate: float | None = None
        self._next_ms = float(WINDOW_MS)
        self._moved_blocks = 0

    @property
    def delay_ms(self) -> float:
        """Delay of the reference, ms."""
        return milliseconds_of(self._delay_frames, RATE_HZ)

    @property
    def drift_ppm(self) -> float:
        """Estimated drift of the loudspeaker's clock against the microphone's, ppm."""
        return self._reader.drift_ppm

    def play(self, reference: Samples) -> None:
        """Append to the reference: (frames,) float32 mono, 16 kHz, of any length."""
        self._reader.write(reference)

    def take_moved_blocks(self) -> int:
        """Change of the reference's delay since the last call, in blocks."""
        moved_blocks, self._moved_blocks = self._moved_blocks, 0
        return moved_blocks

    def align(self, microphone: Samples) -> Samples:
        """The reference for the microphone's next samples; both (frames,) float32 mono, 16 kHz."""
        frames = len(microphone)
        if self._reader.lacks(frames):
            self._step_back()
        self._reference = np.concatenate((self._reference[frames:], self._reader.read(frames)))
        self._microphone = np.concatenate((self._microphone[frames:], microphone))
        self._corrected_frames += frames * self._reader.drift_ppm * 1e-6
        self._heard_ms += milliseconds_of(frames, RATE_HZ)
        if self._heard_ms >= self._next_ms:
            self._next_ms += ESTIMATE_EVERY_MS
            self._estimate()
            self._corrected_before = self._corrected_frames
        stop = self._kept_frames - self._delay_frames
        return self._reference[stop - frames : stop]

    def _step_back(self) -> None:
        """Delay the reference, so that samples that arrive late, or too slowly, are not missed."""
        frames = STEP_BACK_BLOCKS * BLOCK_FRAMES
        self._reader.step_back(frames)
        gap = np.zeros(frames, np.float32)
        self._reference = np.concatenate((gap, self._reference[:-frames]))
        # If the reference is delayed already, reduce that delay instead, and nothing moves.
        absorbed = min(frames, self._delay_frames)
        self._delay_frames -= absorbed
        self._moved_blocks += (frames - absorbed) // BLOCK_FRAMES
        earlier = ((at_ms, late - frames) for at_ms, late in self._estimates)
        self._estimates = deque(earlier, maxlen=ESTIMATES)

    def _estimate(self) -> None:
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
            # The same delay twice is not a coincidence, so realign.
            self._candidate = None
            self._delay_to(round(delay) - frames_of(HEADROOM_MS, RATE_HZ))

    def _delay_to(self, wanted_frames: int) -> None:
        blocks = max(0, wanted_frames) // BLOCK_FRAMES
        self._moved_blocks += blocks - self._delay_frames // BLOCK_FRAMES
        self._delay_frames = blocks * BLOCK_FRAMES

    def _follow(self, delay: float) -> None:
        """Estimate the drift from the change of the delay."""
        late = delay - self._corrected_before
        if self._estimates and _differ(late, self._expected()):
            self._outliers += 1
            if self._outliers < MOST_OUTLIERS:
                return
            self._estimates.clear()
        self._outliers = 0
        self._estimates.append((self._heard_ms, late))
        span_ms = self._heard_ms - self._estimates[0][0]
        if len(self._estimates) < FEWEST_ESTIMATES or span_ms < SHORTEST_SPAN_MS:
            return
        slopes = [
            (later[1] - sooner[1]) / (later[0] - sooner[0])
            for sooner, later in combinations(self._estimates, 2)
            if later[0] - sooner[0] >= span_ms / 3
        ]
        drift_ppm = -median(slopes) * 1000 / RATE_HZ * 1e6
        self._reader.drift_ppm = float(np.clip(drift_ppm, -MOST_DRIFT_PPM, MOST_DRIFT_PPM))

    def _expected(self) -> float:
        last_ms, late = self._estimates[-1]
        return late - (self._heard_ms - last_ms) * self._reader.drift_ppm * 1e-6 * RATE_HZ / 1000


def find_delay(microphone: Samples, reference: Samples) -> float | None:
    """Delay of the reference's echo in frames, with a fraction; None: no audible echo.

    Both signals are (frames,) float32 mono, 16 kHz, and end at the same time; the reference is
    longer by the longest delay.
    """
    if float(np.mean(np.square(reference))) < QUIET_POWER:
        return None
    size = 1 << (len(reference) + len(microphone) - 1).bit_length()
    cross = np.fft.rfft(reference, size) * np.fft.rfft(microphone, size).conj()
    frequencies_hz = np.fft.rfftfreq(size, 1 / RATE_HZ)
    weights = np.abs(cross) + 1e-12
    weights[(frequencies_hz < _BAND_HZ[0]) | (frequencies_hz > _BAND_HZ[1])] = np.inf
    # Nearly equal weights of all frequencies make the peak sharp; the exponent gives less weight
    # to those with hardly any sound.
    correlation = np.fft.irfft(cross / weights**0.8, size)
    longest = len(reference) - len(microphone)
    # At index i the microphone matches the reference from i on: its delay is the rest.
    late = correlation[: longest + 1][::-1]
    peak = int(np.argmax(late))
    if not 0 < peak < longest or late[peak] < CLEAR_PEAK * float(np.std(late)):
        return None
    before, at, after = late[peak - 1 : peak + 2]
    return peak + 0.5 * float(before - after) / float(before - 2 * at + after)


def _differ(first: float, second: float) -> bool:
    return abs(first - second) > SAME_DELAY_MS * RATE_HZ / 1000
