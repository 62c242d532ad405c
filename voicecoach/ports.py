"""The ports of the loop: everything it needs from the outside world."""

from collections.abc import Callable
from typing import Protocol

from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.effects import Rank
from voicecoach.core.events import Event
from voicecoach.core.facts import Fact
from voicecoach.core.progression.past import Past, Unfinished
from voicecoach.core.view import View
from voicecoach.dataclass import dataclass
from voicecoach.sound.clip import Clip


class Inbox(Protocol):
    """The clock and the events, one port: waiting is the only thing that passes time."""

    def now_ms(self) -> int:
        """The session's clock, in milliseconds since an arbitrary start; it never steps back."""
        ...

    def wait(self, until_ms: int | None) -> Event | None:
        """The next event, or None once the clock reaches `until_ms` (None: no time limit)."""
        ...


class Speaker(Protocol):
    """Plays clips at exact times. Any thread may call any method; each returns at once."""

    @property
    def rate_hz(self) -> int:
        """Sample rate of the output; clips with this rate are played without conversion."""
        ...

    @property
    def sound_delay_ms(self) -> int:
        """Constant time from the time of a sound to the moment it is heard, ms."""
        ...

    def play(self, clip: Clip, at_ms: int | None, rank: Rank | None) -> None:
        """Play a clip at `at_ms` plus the constant sound delay, or (None) as soon as possible.

        `rank` is None for an earcon, which `hush` does not silence.
        """
        ...

    def hush(self) -> None:
        """Fade out what is playing and drop what has not begun, except earcons."""
        ...

    def align_beat(self, at_ms: int) -> None:
        """Re-anchor `at_ms` to the sound card's clock; later times are relative to it."""
        ...

    def set_gain_db(self, gain_db: float) -> None:
        """Set the gain of all following clips, relative to their recorded level."""
        ...


class Voice(Protocol):
    """Turns sentences into clips ahead of their time."""

    def length_ms(self, text: str) -> int:
        """Duration of a sentence: measured if it has been rendered, else estimated."""
        ...

    def lead_ms(self, text: str) -> int:
        """Time from the start of a sentence to its first vowel: measured, else typical."""
        ...

    def prepare(self, texts: tuple[str, ...]) -> None:
        """Render these in the background, in this order, unless already rendered."""
        ...

    def when_rendered(self, text: str, use: Callable[[Clip], None]) -> None:
        """Pass the clip to `use`: at once if rendered, else soon, from the rendering thread.

        `use` is never called if the sentence can't be rendered.
        """
        ...


class Ears(Protocol):
    """Recognizes commands and posts them as events."""

    def listen_for(self, grammar: Grammar) -> None:
        """From now on, recognize exactly these commands."""
        ...


class Display(Protocol):
    """Shows the session on a screen."""

    def show(self, view: View) -> None:
        """Replace what is shown."""
        ...


@dataclass(frozen=True, slots=True)
class PageState:
    """The page beside a session, as the terminal tells of it."""

    address: str = ""
    """Empty: it is not served yet."""
    code: tuple[str, ...] = ()
    """The address as a QR code, in rows of characters; empty: it is for this machine alone."""
    watching: tuple[str, ...] = ()
    """Names of all who are connected."""
    trouble: str = ""
    """Reason why there is none; empty: there is."""


class SessionLog(Protocol):
    """Records facts and sounds, such that killing the process afterwards loses nothing."""

    def note(self, at_ms: int, fact: Fact) -> None:
        """Record a fact."""
        ...

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Record that this sentence, or the earcon of this name if `rank` is None, was requested.

        `at_ms` is the intended time, without the constant sound delay.
        """
        ...


class History(Protocol):
    """The history of earlier sessions, as it is when a session is prepared.

    It is for reading only. Facts are written by a `SessionLog`, which gets each one at once, in the
    thread of the loop; if it can't write, it posts `DeviceLost(Device.HISTORY, reason)` to the
    inbox, once, and the workout goes on.
    """

    def past(self) -> Past:
        """Input of progression, pain and records; `NO_PAST` if the history can't be read."""
        ...

    def unfinished(self) -> Unfinished | None:
        """The unfinished session, however old; None if there is none."""
        ...
