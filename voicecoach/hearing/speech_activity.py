"""When somebody speaks, from the signal alone: beginning and end to about 10 ms."""

from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.utterances import SpeechSegment
from voicecoach.sound.clip import Samples, frames_of

STEP_MS = 10
NO_THRESHOLD_DB = -200.0
"""Anything may be the user."""
WINDOW_STEPS = 2
MOST_OPENING_STEPS = 60
FEWEST_STEPS = 30
"""From less than this, no floor is told."""
MOST_STRETCHES = 64
"""As many as may be in the time that matters: where others set in all the time, they are short."""
BAND_EDGES_HZ = (150, 450, 900, 1800, 3500, 7000)


@dataclass(frozen=True, slots=True)
class ActivitySettings:
    """What counts as speech; the defaults come from the validation recordings."""

    onset_db: float = 6.0
    """Speech begins this far above the noise floor."""
    onset_search_db: float = 3.0
    """The beginning is searched backwards, and the end forwards, down to this."""
    rise_db: float = 30.0
    """What comes first and is this far below the loudest moment is breath, not speech."""
    fall_db: float = 28.0
    """Speech has ended when it is this far below its loudest moment."""
    onset_steps: int = 3
    """So many steps in a row must be loud to be more than a click."""
    skirt_steps: int = 15
    """How far back a soft beginning ("s", "h") is searched."""
    end_ms: int = 60
    """After this much quiet, a stretch has ended, for now."""
    gap_ms: int = 250
    """Speech that comes back within this time belongs to the same stretch ("stop" has a gap)."""
    floor_window_ms: int = 3000
    floor_share: float = 0.25
    """The noise floor is the level which this share of the window does not exceed."""
    skirt_below_bar_db: float = 12.0
    """Beginnings are searched down to so much below the bar..."""
    end_below_bar_db: float = 5.0
    """... and the end of speech is where it falls so much below it."""
    talk_window_ms: int = 3000
    talk_share: float = 0.5
    """Others in the background are as loud as the level that this share of the window does not
    exceed."""
    over_talk_db: float = 14.0
    """Who sets in so much louder than those who speak already begins a stretch of their own..."""
    end_over_talk_db: float = 5.0
    """... which ends where it is no louder than so much above them."""
    settled_ms: int = 300
    """What gets louder within this time of its beginning is the same voice."""
    lowest_floor_db: float = -85.0
    """Digital silence is not a reference: the floor in each band is at least this."""


class NoiseFloor:
    """How far the signal is above the background, band by band.

    Speech is loud in some bands at a time, most noise in other bands or in all; so each band has a
    floor of its own, and what counts is the mean of the ratios.
    """

    def __init__(self, rate_hz: int, sensitivity: ActivitySettings) -> None:
        self._sensitivity = sensitivity
        frames = frames_of(STEP_MS, rate_hz) * WINDOW_STEPS
        self._taper = np.hanning(frames)
        frequencies_hz = np.fft.rfftfreq(frames, 1 / rate_hz)
        self._firsts = np.searchsorted(frequencies_hz, BAND_EDGES_HZ)
        self._scale = 2 / np.sum(self._taper) ** 2
        bands = len(BAND_EDGES_HZ) - 1
        self._lowest = 10 ** (sensitivity.lowest_floor_db / 10)
        self._recent = np.zeros((sensitivity.floor_window_ms // STEP_MS, bands))
        # Silence until something is known, so that speech at the very start of a signal is seen.
        self._floor = np.full(bands, self._lowest)
        self._steps = 0

    @property
    def floor_db(self) -> float:
        """The background's level over all bands, relative to full scale."""
        return float(10 * np.log10(self._floor.sum()))

    def compare(self, window: Samples) -> tuple[float, float]:
        """How far these samples are above the floor, and their level, both in dB."""
        spectrum = np.square(np.abs(np.fft.rfft(window * self._taper))) * self._scale
        power = np.add.reduceat(spectrum, self._firsts)[:-1]
        self._recent[self._steps % len(self._recent)] = power
        self._steps += 1
        if self._steps % 10 == 0 and self._steps >= FEWEST_STEPS:
            seen = self._recent[: self._steps]
            quiet = np.quantile(seen, self._sensitivity.floor_share, axis=0)
            self._floor = np.maximum(quiet, self._lowest)
        above_db = 10 * np.log10(np.mean(power / self._floor) + 1e-12)
        return float(above_db), float(10 * np.log10(power.sum() + 1e-12))


class SpeechActivity:
    """Tells the stretches of speech in a signal."""

    def __init__(self, rate_hz: int = RATE_HZ, sensitivity: ActivitySettings | None = None) -> None:
        self._sensitivity = sensitivity or ActivitySettings()
        self._step_frames = frames_of(STEP_MS, rate_hz)
        self._signal = np.zeros(self._step_frames, np.float32)
        self._floor = NoiseFloor(rate_hz, self._sensitivity)
        self._above_db: deque[float] = deque(maxlen=self._sensitivity.skirt_steps * 2)
        self._talk_db: deque[float] = deque(maxlen=self._sensitivity.talk_window_ms // STEP_MS)
        """How far each step of late was above the floor."""
        self._levels_db: deque[float] = deque(maxlen=self._sensitivity.talk_window_ms // STEP_MS)
        """How loud it was."""
        self._under_db = 0.0
        """How far others were above the floor when the last stretch began."""
        self._is_over_coach = False
        """Whether the coach speaks, or has just spoken."""
        self._loud_steps = 0
        self._loud_until_ms = 0.0
        self._peak_above_db = 0.0
        self._opening_db: list[float] = []
        self._stretches: deque[SpeechSegment] = deque(maxlen=MOST_STRETCHES)

    @property
    def floor_db(self) -> float:
        """The level of the background, relative to full scale."""
        return self._floor.floor_db

    @property
    def segments(self) -> tuple[SpeechSegment, ...]:
        """The latest stretches of speech, oldest first; the last one may be going on."""
        return tuple(self._stretches)

    def feed(self, block: Samples, at_ms: float, threshold_db: float = NO_THRESHOLD_DB) -> None:
        """Take the next samples of the signal, of any number; the first was taken at `at_ms`.

        Speech that is never louder than `threshold_db` does not count.
        """
        step = self._step_frames
        # The last step of the block before is looked at again: windows overlap by half.
        self._is_over_coach = threshold_db > NO_THRESHOLD_DB
        at_ms -= (len(self._signal) - step) * STEP_MS / step
        signal = np.concatenate((self._signal, block))
        steps = len(signal) // step - 1
        for index in range(steps):
            above_db, level_db = self._floor.compare(signal[index * step : (index + 2) * step])
            self._take(above_db, level_db, at_ms + index * STEP_MS, level_db - threshold_db)
        self._signal = signal[steps * step :]

    def _take(self, above_db: float, level_db: float, at_ms: float, over_bar_db: float) -> None:
        hopeless = over_bar_db < -self._sensitivity.skirt_below_bar_db
        self._above_db.append(0.0 if hopeless else above_db)
        current = self._stretches[-1] if self._stretches else None
        if current is None or at_ms - self._loud_until_ms >= self._sensitivity.gap_ms:
            self._wait_for_onset(above_db, level_db, at_ms, over_bar_db)
        elif self._drowns(current, above_db, at_ms, over_bar_db):
            self._begin(level_db, at_ms)
        else:
            is_soft = over_bar_db < -self._sensitivity.end_below_bar_db
            self._go_on(current, 0.0 if is_soft else above_db, level_db, at_ms)
        self._talk_db.append(above_db)
        self._levels_db.append(level_db)

    def _wait_for_onset(
        self, above_db: float, level_db: float, at_ms: float, over_bar_db: float
    ) -> None:
        loud = above_db > self._sensitivity.onset_db and over_bar_db > 0
        self._loud_steps = self._loud_steps + 1 if loud else 0
        if self._loud_steps >= self._sensitivity.onset_steps:
            self._begin(level_db, at_ms)

    def _drowns(
        self, current: SpeechSegment, above_db: float, at_ms: float, over_bar_db: float
    ) -> bool:
        """Whether somebody much louder has begun to speak over what goes on."""
        settings = self._sensitivity
        age_ms = at_ms - current.began_ms
        if age_ms < settings.settled_ms or above_db < settings.over_talk_db or over_bar_db <= 0:
            self._loud_steps = 0
            return False
        background_db = self._background_db()
        loud = background_db > settings.onset_search_db and (
            above_db > background_db + settings.over_talk_db
        )
        self._loud_steps = self._loud_steps + 1 if loud else 0
        return self._loud_steps >= settings.onset_steps

    def _background_db(self) -> float:
        """How far above the floor those were who spoke until now."""
        if not self._talk_db:
            return 0.0
        ordered = sorted(self._talk_db)
        return max(0.0, ordered[int(len(ordered) * self._sensitivity.talk_share)])

    def _begin(self, level_db: float, at_ms: float) -> None:
        self._under_db = self._background_db()
        self._peak_above_db = max(list(self._above_db)[-self._loud_steps :])
        back = self._loud_steps - 1 + self._soft_steps_before(self._loud_steps)
        began_ms = round(at_ms - back * STEP_MS)
        current = self._stretches[-1] if self._stretches else None
        if current and current.ended_ms is None:
            own_db = self._loudest_between(current.began_ms, at_ms, back)
            self._stretches[-1] = replace(current, ended_ms=began_ms, level_db=own_db)
        self._stretches.append(SpeechSegment(began_ms, None, level_db, self._is_over_coach))
        self._opening_db = list(self._above_db)[-back - 1 :]
        self._peak_above_db = max(self._opening_db)
        self._loud_until_ms = at_ms + STEP_MS
        self._loud_steps = 0

    def _soft_steps_before(self, loud_steps: int) -> int:
        before_db = list(self._above_db)[:-loud_steps][-self._sensitivity.skirt_steps :]
        limit_db = self._end_db()
        soft_steps = 0
        for above_db in reversed(before_db):
            if above_db <= limit_db:
                break
            soft_steps += 1
        return soft_steps

    def _go_on(
        self, current: SpeechSegment, above_db: float, level_db: float, at_ms: float
    ) -> None:
        settings = self._sensitivity
        began_ms = current.began_ms + self._breath_steps(above_db) * STEP_MS
        if above_db > max(self._end_db(), self._peak_above_db - settings.fall_db):
            self._loud_until_ms = at_ms + STEP_MS
        quiet_ms = at_ms + STEP_MS - self._loud_until_ms
        ended_ms = round(self._loud_until_ms) if quiet_ms >= settings.end_ms else None
        self._stretches[-1] = SpeechSegment(
            began_ms,
            ended_ms,
            max(current.level_db, level_db),
            # After its end, what the coach says does not concern it.
            current.is_over_coach or (ended_ms is None and self._is_over_coach),
        )

    def _loudest_between(self, began_ms: float, at_ms: float, back: int) -> float:
        """The loudest moment from then until so many steps ago, as far as it is known."""
        steps = max(back + 1, int((at_ms - began_ms) // STEP_MS))
        return max(
            list(self._levels_db)[-steps : len(self._levels_db) - back], default=NO_THRESHOLD_DB
        )

    def _end_db(self) -> float:
        """What is no further above the floor than this is no part of the speech at hand."""
        settings = self._sensitivity
        others = self._under_db > settings.onset_search_db
        if others and self._peak_above_db > self._under_db + settings.over_talk_db:
            return self._under_db + settings.end_over_talk_db
        return settings.onset_search_db

    def _breath_steps(self, above_db: float) -> int:
        """How many more steps at the beginning turn out too soft, now that it gets this loud."""
        if len(self._opening_db) < MOST_OPENING_STEPS:
            self._opening_db.append(above_db)
        if above_db <= self._peak_above_db:
            return 0
        self._peak_above_db = above_db
        limit_db = above_db - self._sensitivity.rise_db
        soft = next(
            index for index, db in enumerate([*self._opening_db, above_db]) if db > limit_db
        )
        del self._opening_db[:soft]
        return soft
