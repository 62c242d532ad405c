"""What to do, in the imperative: everything the session asks of the world."""

from dataclasses import dataclass
from enum import Enum

from voicecoach.core.facts import Fact
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.view import View


class Rank(Enum):
    """What a sound is for. Where two would collide, the one named first here is worth more."""

    COUNT = "count"
    """A number on the beat: a rep, a step, the last seconds."""
    CALL = "call"
    """A time call or the first word of the work."""
    ANSWER = "answer"
    """What the user asked for."""
    TEMPO = "tempo"
    """The name of a part of a rep."""
    COACHING = "coaching"
    """A reminder dropped in between."""
    TALK = "talk"
    """Announcements, instructions, everything outside the work."""


ON_THE_VOWEL = frozenset({Rank.COUNT, Rank.CALL, Rank.TEMPO})
"""What has its time where its first vowel begins, since that is where a word is felt to fall in a
rhythm (Morton, Marcus and Frankish 1976): a six, which begins with a hiss, must begin sooner than
an eight. All else begins at its time."""


class Earcon(Enum):
    """A short sound with a meaning."""

    HEARD = "heard"
    """A command was understood."""
    UNSURE = "unsure"
    """Something was heard that may have been a command: a question follows."""
    REFUSED = "refused"
    """A command was understood and does not fit here."""
    GO = "go"
    """The work begins."""
    OVER = "over"
    """The work is over."""
    TICK = "tick"
    """A beat, where a word would not fit."""
    BEEP = "beep"
    """A count, for users who want tones in the place of numbers."""
    BEEP_MARK = "beep-mark"
    """The same for every tenth count, and for the last one."""


@dataclass(frozen=True, slots=True)
class Say:
    """Speak a phrase so that it sounds at `at_ms` (plus the constant sound delay).

    That is where its first sample sounds, or its first vowel if its rank is one of ON_THE_VOWEL.
    """

    phrase: Phrase
    at_ms: int
    rank: Rank
    within_ms: int | None = None
    """It is to be spoken faster if it lasts longer than this; None: as long as it takes."""


@dataclass(frozen=True, slots=True)
class Play:
    """Sound an earcon at `at_ms` (plus the constant sound delay), or as soon as can be."""

    earcon: Earcon
    at_ms: int | None
    """None: at once."""


@dataclass(frozen=True, slots=True)
class Hush:
    """Silence whatever sounds, and forget whatever was asked for and has not begun."""


@dataclass(frozen=True, slots=True)
class AlignBeat:
    """A new run of counts begins: tie the beat to the sound card's clock here, not in between."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Make the coach louder or quieter."""

    gain_db: float
    """Relative to the volume the session began with."""


class Attention(Enum):
    """Whom the ears listen to."""

    AWAKE = "awake"
    """The words of the phase."""
    ASKED = "asked"
    """Those, and the answer to "did you say ...?"."""
    ASLEEP = "asleep"
    """Only the word that wakes."""


@dataclass(frozen=True, slots=True)
class Listen:
    """From now on, listen for what makes sense in this phase."""

    phase: Phase
    attention: Attention = Attention.AWAKE


@dataclass(frozen=True, slots=True)
class Show:
    """Put this on the screen."""

    view: View


@dataclass(frozen=True, slots=True)
class Note:
    """Keep this fact, at once."""

    fact: Fact


Effect = Say | Play | Hush | AlignBeat | SetVolume | Listen | Show | Note
