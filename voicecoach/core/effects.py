"""Effects: everything that the session asks of the world, in the imperative."""

from enum import Enum

from voicecoach.core.facts import Fact
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.view import View
from voicecoach.dataclass import dataclass


class Rank(Enum):
    """Purpose of a sound, and its priority: of two that collide, the one named first here stays."""

    COUNT = "count"
    """A number on the beat: a rep, a step, the last seconds."""
    CALL = "call"
    """A time call or the first word of the work."""
    ANSWER = "answer"
    """An answer to the user."""
    TEMPO = "tempo"
    """The name of a part of a rep."""
    COACHING = "coaching"
    """A reminder between the counts."""
    TALK = "talk"
    """Announcements, instructions, everything outside the work."""


ON_THE_VOWEL = frozenset({Rank.COUNT, Rank.CALL, Rank.TEMPO})
"""Ranks whose words have their first vowel at their time, since that is where a word is felt to
fall in a rhythm (the P-centre: Morton, Marcus and Frankish 1976): a six, which begins with a hiss,
must begin sooner than an eight. Words of other ranks begin at their time."""


class Earcon(Enum):
    """A short sound with a meaning."""

    HEARD = "heard"
    """A command was understood."""
    UNSURE = "unsure"
    """A command may have been said: a question follows."""
    NOT_UNDERSTOOD = "not-understood"
    """Somebody spoke to the coach, and it does not know what was said."""
    REFUSED = "refused"
    """A command was understood, but does not fit here."""
    GO = "go"
    """The work begins."""
    OVER = "over"
    """The work is over."""
    TICK = "tick"
    """A beat without room for its word."""
    BEEP = "beep"
    """A count, for users who prefer tones to numbers."""
    BEEP_MARK = "beep-mark"
    """Every tenth count in tones, and the last one."""


@dataclass(frozen=True, slots=True)
class Say:
    """Speak a phrase so that it sounds at `at_ms` (plus the constant sound delay).

    That is the time of its first sample, or of its first vowel if its rank is in ON_THE_VOWEL.
    """

    phrase: Phrase
    at_ms: int
    rank: Rank
    within_ms: int | None = None
    """Longest duration, for which it is spoken faster if necessary; None: as long as it takes."""


@dataclass(frozen=True, slots=True)
class Play:
    """Sound an earcon at `at_ms` (plus the constant sound delay), or as soon as possible."""

    earcon: Earcon
    at_ms: int | None
    """None: at once."""


@dataclass(frozen=True, slots=True)
class Hush:
    """Silence whatever sounds, and drop whatever was asked for and has not begun."""


@dataclass(frozen=True, slots=True)
class AlignBeat:
    """Re-anchor the beat to the sound card's clock. Only valid where a run of counts starts."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Set the volume of the coach."""

    gain_db: float
    """Relative to the volume the session began with."""


class Attention(Enum):
    """Set of words that the recognizer listens for."""

    AWAKE = "awake"
    """The words of the phase."""
    ASKED = "asked"
    """The same, and the answer to "did you say ...?"."""
    ASLEEP = "asleep"
    """Only the wake word."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Listen for what makes sense in this phase, from now on."""

    phase: Phase
    attention: Attention = Attention.AWAKE


@dataclass(frozen=True, slots=True)
class Show:
    """Show this on the screen."""

    view: View


@dataclass(frozen=True, slots=True)
class Note:
    """Record this fact at once."""

    fact: Fact
    at_ms: int | None = None
    """Time at which it became true; None: now."""


Effect = Say | Play | Hush | AlignBeat | SetVolume | Listen | Show | Note
