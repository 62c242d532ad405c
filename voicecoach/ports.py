"""The ports of the loop: what it needs from the world, and no more."""

from collections.abc import Callable
from typing import Protocol

from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.effects import Rank
from voicecoach.core.events import Event
from voicecoach.core.facts import Fact
from voicecoach.core.progression.past import Past, Unfinished
from voicecoach.core.view import View
from voicecoach.sound.clip import Clip


class Inbox(Protocol):
    """The clock and the events, one port: waiting is the only thing that passes time."""

    def now_ms(self) -> int:
        """The session's clock, in milliseconds since an arbitrary start; it never steps back."""
        ...

    def wait(self, until_ms: int | None) -> Event | None:
        """The next event, or None once the clock reaches `until_ms` (None: wait for an event)."""
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
        """Sound a clip at `at_ms` plus the constant sound delay, or (None) as soon as can be.

        `rank` is None for an earcon, which a hush does not silence.
        """
        ...

    def hush(self) -> None:
        """Fade out what sounds, and forget what has not begun; earcons go on."""
        ...

    def align_beat(self, at_ms: int) -> None:
        """Tie `at_ms` to the sound card's clock anew; later times count from there."""
        ...

    def set_gain_db(self, gain_db: float) -> None:
        """Make all that follows louder or quieter than the recorded level of the clips."""
        ...


class Voice(Protocol):
    """Turns sentences into clips ahead of their time."""

    def length_ms(self, text: str) -> int:
        """How long this sentence lasts: measured when it has been rendered, else estimated."""
        ...

    def lead_ms(self, text: str) -> int:
        """How long after its beginning its first vowel begins: measured, else a usual time."""
        ...

    def prepare(self, texts: tuple[str, ...]) -> None:
        """Render these in the background, in this order, unless it was done before."""
        ...

    def when_rendered(self, text: str, use: Callable[[Clip], None]) -> None:
        """Hand over the clip: at once if rendered, else from the rendering thread, first in line.

        `use` is never called when the sentence can't be rendered.
        """
        ...


class Ears(Protocol):
    """Hears commands and posts them as events."""

    def listen_for(self, grammar: Grammar) -> None:
        """From now on, hear these commands and no others."""
        ...


class Display(Protocol):
    """Shows the session to eyes."""

    def show(self, view: View) -> None:
        """Replace what is shown."""
        ...


class SessionLog(Protocol):
    """Keeps facts and what was sounded, so that killing the process afterwards loses nothing."""

    def note(self, at_ms: int, fact: Fact) -> None:
        """Keep a fact."""
        ...

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Keep that this sentence, or (`rank` is None) the earcon of this name, was asked for.

        `at_ms` is the intended time, without the constant sound delay.
        """
        ...


class History(Protocol):
    """What is remembered of earlier sessions, as it is when a session is prepared.

    Writing is not part of it: whoever keeps the facts of a session is a `SessionLog`, which gets
    every fact at once, from the thread of the loop. When it can't write it posts
    `DeviceLost(Device.HISTORY, reason)` to the inbox, once, and the workout goes on.
    """

    def past(self) -> Past:
        """What progression, pain and records need; `NO_PAST` when it can't be read."""
        ...

    def unfinished(self) -> Unfinished | None:
        """The session to resume, however old; None: there is none."""
        ...
