"""The sets that a session came to."""

from voicecoach.core.effects import Rank
from voicecoach.core.facts import Fact, SetEnded


class SetsDone:
    """SessionLog that collects the sets."""

    def __init__(self) -> None:
        self.sets: list[SetEnded] = []

    def note(self, at_ms: int, fact: Fact) -> None:
        """Collect a set; ignore other facts."""
        if isinstance(fact, SetEnded):
            self.sets.append(fact)

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Ignore what is said."""
