"""Voice activity detection: segments of speech in a signal, to about 10 ms."""

from collections import deque
from dataclasses import replace

import numpy as np

from voicecoach.dataclass import dataclass
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.utterances import SpeechSegment
from voicecoach.sound.clip import Samples, frames_of

STEP_MS = 10
NO_THRESHOLD_DB = -200.0
"""Disables the echo threshold."""
WINDOW_STEPS = 2
MOST_OPENING_STEPS = 60
FEWEST_STEPS = 30
"""Number of steps before the first estimate of the noise floor."""
MOST_SEGMENTS = 64
"""Bounds memory: overlapping talkers produce many short segments."""
BAND_EDGES_HZ = (150, 450, 900, 1800, 3500, 7000)


@dataclass(frozen=True, slots=True)
class ActivitySettings:
    """Parameters of the detection; the defaults come from the validation recordings."""

    onset_db: float = 6.0
    """Speech begins at this level above the noise floor."""
    onset_search_db: float = 3.0
    """Hysteresis: the beginning is searched backwards, and the end forwards, down to this level."""
    rise_db: float = 30.0
    """A beginning this far below the loudest moment is breath, not speech."""
    fall_db: float = 28.0
    """Speech has ended when it is this far below its loudest moment."""
    onset_steps: int = 3
    """Number of loud steps in a row that are more than a click."""
    onset_search_steps: int = 15
    """Number of steps searched backwards for a soft beginning ("s", "h")."""
    end_ms: int = 60
    """Quiet after which a segment has ended, for now."""
    gap_ms: int = 250
    """Speech that resumes within this time belongs to the same segment ("stop" has a gap)."""
    floor_window_ms: int = 3000
    floor_share: float = 0.25
    """Quantile of the window that is the noise floor."""
    search_below_threshold_db: float = 12.0
    """Beginnings are searched down to this far below the echo threshold..."""
    end_below_threshold_db: float = 5.0
    """... and speech ends where it falls this far below it."""
    background_window_ms: int = 3000
    background_share: float = 0.5
    """Quantile of the window that is the level of voices in the background."""
    over_background_db: float = 9.0
    """A voice this much louder than those in the background begins a segment of its own. With 14
    (and with 5 and 9 below), of 125 words among six others 10 dB below, 68 were right and 14 wrong,
    with these 73 and 11 (speakers for tuning)..."""
    end_over_background_db: float = 3.0
    """... which ends where it is less than this above them."""
    settled_ms: int = 300
    """A voice that gets louder within this time of its beginning is still the same one..."""
    over_opening_db: float = 6.0
    """... and later, unless it is this much louder than it was in that time. Without that limit,
    a sentence over the coach's residual echo fell into pieces of 150 ms."""
    lowest_floor_db: float = -85.0
    """Lowest noise floor in each band, for digital silence."""


class NoiseFloor:
    """Compares a signal with the background, band by band.

    Speech is loud in a few bands at a time, most noise in other bands or in all; so each band has
    its own floor, and the mean of the ratios counts.
    """

    def __init__(self, rate_hz: int, settings: ActivitySettings) -> None:
        self._settings = settings
        frames = frames_of(STEP_MS, rate_hz) * WINDOW_STEPS
        self._taper = np.hanning(frames)
        frequencies_hz = np.fft.rfftfreq(frames, 1 / rate_hz)
        self._firsts = np.searchsorted(frequencies_hz, BAND_EDGES_HZ)
        self._scale = 2 / np.sum(self._taper) ** 2
        bands = len(BAND_EDGES_HZ) - 1
        self._lowest = 10 ** (settings.lowest_floor_db / 10)
        self._recent = np.zeros((settings.floor_window_ms // STEP_MS, bands))
        # Silence at first, so that speech at the very start of a signal is detected.
        self._floor = np.full(bands, self._lowest)
        self._steps = 0

    @property
    def floor_db(self) -> float:
        """Level of the background over all bands, dBFS."""
        return float(10 * np.log10(self._floor.sum()))

    def compare(self, window: Samples) -> tuple[float, float]:
        """Level of a window above the floor, dB, and its own level, dBFS.

        `window`: (WINDOW_STEPS * frames of a step,) float32 mono.
        """
        spectrum = np.square(np.abs(np.fft.rfft(window * self._taper))) * self._scale
        power = np.add.reduceat(spectrum, self._firsts)[:-1]
        self._recent[self._steps % len(self._recent)] = power
        self._steps += 1
        if self._steps % 10 == 0 and self._steps >= FEWEST_STEPS:
            seen = self._recent[: self._steps]
            quiet = np.quantile(seen, self._settings.floor_share, axis=0)
            self._floor = np.maximum(quiet, self._lowest)
        above_db = 10 * np.log10(np.mean(power / self._floor) + 1e-12)
        return float(above_db), float(10 * np.log10(power.sum() + 1e-12))


class SpeechActivity:
    """Detects segments of speech in a signal."""

    def __init__(self, rate_hz: int = RATE_HZ, settings: ActivitySettings | None = None) -> None:
        self._settings = settings or ActivitySettings()
        self._step_frames = frames_of(STEP_MS, rate_hz)
        self._signal = np.zeros(self._step_frames, np.float32)
        self._floor = NoiseFloor(rate_hz, self._settings)
        self._above_db: deque[float] = deque(maxlen=self._settings.onset_search_steps * 2)
        self._recent_above_db: deque[float] = deque(
            maxlen=self._settings.background_window_ms // STEP_MS
        )
        """Level of each recent step above the floor."""
        self._levels_db: deque[float] = deque(maxlen=self._settings.background_window_ms // STEP_MS)
        """Level of each recent step, dBFS."""
        self._background_above_db = 0.0
        """Level of the background voices above the floor when the last segment began."""
        self._is_over_coach = False
        """True if the coach speaks, or has just spoken."""
        self._loud_steps = 0
        self._loud_until_ms = 0.0
        self._peak_above_db = 0.0
        self._settled_above_db = 0.0
        """Loudest moment of the current segment above the floor, dB, before it had settled."""
        self._opening_db: list[float] = []
        self._segments: deque[SpeechSegment] = deque(maxlen=MOST_SEGMENTS)

    @property
    def floor_db(self) -> float:
        """Level of the background, dBFS."""
        return self._floor.floor_db

    @property
    def segments(self) -> tuple[SpeechSegment, ...]:
        """The latest segments of speech, oldest first; the last one may be going on."""
        return tuple(self._segments)

    def feed(self, block: Samples, at_ms: float, threshold_db: float = NO_THRESHOLD_DB) -> None:
        """Take samples recorded from `at_ms` on: (frames,) float32 mono, of any length.

        Speech that never exceeds `threshold_db`, dBFS, does not count.
        """
        step = self._step_frames
        # The last step of the previous block is used again: windows overlap by half.
        self._is_over_coach = threshold_db > NO_THRESHOLD_DB
        at_ms -= (len(self._signal) - step) * STEP_MS / step
        signal = np.concatenate((self._signal, block))
        steps = len(signal) // step - 1
        for index in range(steps):
            above_db, level_db = self._floor.compare(signal[index * step : (index + 2) * step])
            self._take_step(above_db, level_db, at_ms + index * STEP_MS, level_db - threshold_db)
        self._signal = signal[steps * step :]

    def _take_step(
        self, above_db: float, level_db: float, at_ms: float, over_threshold_db: float
    ) -> None:
        far_below = over_threshold_db < -self._settings.search_below_threshold_db
        self._above_db.append(0.0 if far_below else above_db)
        current = self._segments[-1] if self._segments else None
        if current is None or at_ms - self._loud_until_ms >= self._settings.gap_ms:
            self._detect_onset(above_db, level_db, at_ms, over_threshold_db)
        elif self._louder_voice_begins(current, above_db, at_ms, over_threshold_db):
            self._begin(level_db, at_ms)
        else:
            is_soft = over_threshold_db < -self._settings.end_below_threshold_db
            self._continue(current, 0.0 if is_soft else above_db, level_db, at_ms)
        self._recent_above_db.append(above_db)
        self._levels_db.append(level_db)

    def _detect_onset(
        self, above_db: float, level_db: float, at_ms: float, over_threshold_db: float
    ) -> None:
        loud = above_db > self._settings.onset_db and over_threshold_db > 0
        self._loud_steps = self._loud_steps + 1 if loud else 0
        if self._loud_steps >= self._settings.onset_steps:
            self._begin(level_db, at_ms)

    def _louder_voice_begins(
        self, current: SpeechSegment, above_db: float, at_ms: float, over_threshold_db: float
    ) -> bool:
        """True if somebody much louder has begun to speak over the current segment."""
        settings = self._settings
        is_settled = at_ms - current.began_ms >= settings.settled_ms
        if not is_settled:
            self._settled_above_db = self._peak_above_db
        least_db = max(
            settings.over_background_db, self._settled_above_db + settings.over_opening_db
        )
        if not is_settled or above_db < least_db or over_threshold_db <= 0:
            self._loud_steps = 0
            return False
        background_db = self._background_db()
        loud = background_db > settings.onset_search_db and (
            above_db > background_db + settings.over_background_db
        )
        self._loud_steps = self._loud_steps + 1 if loud else 0
        return self._loud_steps >= settings.onset_steps

    def _background_db(self) -> float:
        """Level of the voices until now above the floor, dB."""
        if not self._recent_above_db:
            return 0.0
        ordered = sorted(self._recent_above_db)
        return max(0.0, ordered[int(len(ordered) * self._settings.background_share)])

    def _begin(self, level_db: float, at_ms: float) -> None:
        self._background_above_db = self._background_db()
        self._peak_above_db = max(list(self._above_db)[-self._loud_steps :])
        back = self._loud_steps - 1 + self._soft_steps_before(self._loud_steps)
        began_ms = round(at_ms - back * STEP_MS)
        current = self._segments[-1] if self._segments else None
        if current and current.ended_ms is None:
            own_db = self._loudest_between(current.began_ms, at_ms, back)
            self._segments[-1] = replace(current, ended_ms=began_ms, level_db=own_db)
        self._segments.append(SpeechSegment(began_ms, None, level_db, self._is_over_coach))
        self._opening_db = list(self._above_db)[-back - 1 :]
        self._peak_above_db = max(self._opening_db)
        self._loud_until_ms = at_ms + STEP_MS
        self._loud_steps = 0

    def _soft_steps_before(self, loud_steps: int) -> int:
        before_db = list(self._above_db)[:-loud_steps][-self._settings.onset_search_steps :]
        limit_db = self._end_above_db()
        soft_steps = 0
        for above_db in reversed(before_db):
            if above_db <= limit_db:
                break
            soft_steps += 1
        return soft_steps

    def _continue(
        self, current: SpeechSegment, above_db: float, level_db: float, at_ms: float
    ) -> None:
        settings = self._settings
        began_ms = current.began_ms + self._soft_onset_steps(above_db) * STEP_MS
        if above_db > max(self._end_above_db(), self._peak_above_db - settings.fall_db):
            self._loud_until_ms = at_ms + STEP_MS
        quiet_ms = at_ms + STEP_MS - self._loud_until_ms
        ended_ms = round(self._loud_until_ms) if quiet_ms >= settings.end_ms else None
        self._segments[-1] = SpeechSegment(
            began_ms,
            ended_ms,
            max(current.level_db, level_db),
            # Speech of the coach after the end of the segment does not count.
            current.is_over_coach or (ended_ms is None and self._is_over_coach),
        )

    def _loudest_between(self, began_ms: float, at_ms: float, back: int) -> float:
        """Loudest known level, dBFS, from `began_ms` until `back` steps ago."""
        steps = max(back + 1, int((at_ms - began_ms) // STEP_MS))
        return max(
            list(self._levels_db)[-steps : len(self._levels_db) - back], default=NO_THRESHOLD_DB
        )

    def _end_above_db(self) -> float:
        """Level above the floor, dB, at or below which the current speech has ended."""
        settings = self._settings
        others = self._background_above_db > settings.onset_search_db
        if others and self._peak_above_db > self._background_above_db + settings.over_background_db:
            return self._background_above_db + settings.end_over_background_db
        return settings.onset_search_db

    def _soft_onset_steps(self, above_db: float) -> int:
        """Number of further steps at the beginning that are breath, given this level, dB."""
        if len(self._opening_db) < MOST_OPENING_STEPS:
            self._opening_db.append(above_db)
        if above_db <= self._peak_above_db:
            return 0
        self._peak_above_db = above_db
        limit_db = above_db - self._settings.rise_db
        soft = next(
            index for index, db in enumerate([*self._opening_db, above_db]) if db > limit_db
        )
        del self._opening_db[:soft]
        return soft
