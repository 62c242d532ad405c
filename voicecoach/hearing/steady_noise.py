"""Steady noise in the background, which hides where words begin and end."""

NOISY_DB = -67.0
"""A background above this level, dBFS, hides the limits of words: with others talking 24 to 36 dB
below the user, one word of seven was lost to it (validation words)."""
STEADY_MS = 2500
"""Time after which it is steady. In talk the background rises too, and a recognizer that begins in
the middle of a sentence hears a command in its end: with this wait, 7 commands were heard in place
of 12 in 41 minutes of others' talk."""


class SteadyNoise:
    """Follows the level of the background."""

    def __init__(self) -> None:
        self._since_ms: float | None = None
        """Time since which it is noisy; None: it is not."""
        self._now_ms = 0.0

    @property
    def is_on(self) -> bool:
        """True if it is noisy now."""
        return self._since_ms is not None

    @property
    def is_steady(self) -> bool:
        """True if it has been noisy for a while."""
        return self.is_on and not self.is_new_at(self._now_ms)

    def is_new_at(self, at_ms: float) -> bool:
        """True if it is noisy, and at this time was not yet steady: speech that was detected then
        may be the noise itself, which the background had not risen to.
        """
        return self._since_ms is not None and at_ms - self._since_ms < STEADY_MS

    def follow(self, floor_db: float, now_ms: float) -> None:
        """Take the level of the background at this time, dBFS."""
        self._now_ms = now_ms
        if floor_db < NOISY_DB:
            self._since_ms = None
        elif self._since_ms is None:
            self._since_ms = now_ms
