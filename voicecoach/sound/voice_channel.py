"""Makes one channel of several: the one that carries the voice."""

import numpy as np
import numpy.typing as npt

from voicecoach.sound.clip import Samples

SWITCH_RATIO = 4.0
"""Another channel takes over when it has this many times the power, 6 dB."""
_KEPT_POWER = 0.95
"""Share of the power that is remembered from block to block, so that pauses change nothing."""


class VoiceChannel:
    """Follows the loudest channel.

    An interface may have its microphone on the second input, where the first one gives only noise.
    The mean of all channels does not help: with one of them in antiphase it is silence.
    """

    def __init__(self) -> None:
        self._power = np.zeros(0)
        self._chosen = 0

    def mono(self, block: npt.NDArray[np.float32]) -> Samples:
        """One channel of a block, (frames, channels); a block with a sample that is not a number
        is silent."""
        if not np.isfinite(block).all():
            return np.zeros(len(block), np.float32)
        if block.shape[1] == 1:
            return block[:, 0]
        power = np.square(block, dtype=np.float64).mean(axis=0) if len(block) else np.zeros(1)
        if len(self._power) != len(power):
            self._power = power
            self._chosen = int(power.argmax())
        self._power = np.maximum(power, _KEPT_POWER * self._power)
        loudest = int(self._power.argmax())
        if self._power[loudest] > SWITCH_RATIO * self._power[self._chosen]:
            self._chosen = loudest
        return block[:, self._chosen]
