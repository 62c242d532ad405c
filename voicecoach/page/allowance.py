"""Allowance: so many messages at once, and so many a second in the long run."""


class Allowance:
    """A bucket that fills at a constant rate, and from which each message takes one."""

    def __init__(self, at_once: int, per_s: float) -> None:
        self._most = float(at_once)
        self._per_s = per_s
        self._left = float(at_once)
        self._at_s: float | None = None

    def takes(self, now_s: float) -> bool:
        """Take one at this time; False: there is none left."""
        passed_s = 0.0 if self._at_s is None else max(0.0, now_s - self._at_s)
        self._at_s = now_s
        self._left = min(self._most, self._left + passed_s * self._per_s)
        if self._left < 1:
            return False
        self._left -= 1
        return True
