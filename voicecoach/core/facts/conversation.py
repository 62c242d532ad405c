"""Commands that were heard, typed or missed, and the coach's reactions."""

from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class IntentHeard:
    """A command of the user, and what it led to."""

    intent: str
    words: str
    """The words heard, or the key pressed in square brackets."""
    phase: str
    accepted: bool
    began_ms: int


@dataclass(frozen=True, slots=True)
class IntentDoubted:
    """A command that the user may have given."""

    intent: str
    words: str
    phase: str
    began_ms: int
    asked: bool
    """True if the coach asked; else they are expected to say it again."""


@dataclass(frozen=True, slots=True)
class SpeechMissed:
    """Somebody spoke to the coach, and no command was understood."""

    phase: str
    began_ms: int
    told: bool
    """True if the coach said so in words, False if by a tone alone."""


@dataclass(frozen=True, slots=True)
class EchoIgnored:
    """Words were dropped because the coach was saying them at that moment."""

    words: str
    began_ms: int
