"""Ports without devices: virtual time, a scripted user, and a transcript of the session."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import TextIO

import numpy as np

from voicecoach.coach import Parts
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.events import Event, Heard, Pressed
from voicecoach.core.facts import Fact, IntentHeard, PhaseEntered, SetEnded
from voicecoach.core.view import View
from voicecoach.errors import VoicecoachError
from voicecoach.ports import Display, Inbox, SessionLog, Voice
from voicecoach.sound.clip import Clip

WORD_MS = 400
"""Duration of a scripted utterance."""


class ScriptEndedError(VoicecoachError):
    """A session waits for its user after the end of the script."""


class ScriptedInbox:
    """Virtual time: it jumps to the next scripted event or to the deadline, whichever is first."""

    def __init__(self, script: Iterable[tuple[int, Event]] = ()) -> None:
        self._script = deque(sorted(script, key=lambda item: item[0]))
        self._now_ms = 0

    def now_ms(self) -> int:
        """Virtual time, ms."""
        return self._now_ms

    def wait(self, until_ms: int | None) -> Event | None:
        """Let virtual time pass; raises ScriptEndedError if the wait would never end."""
        if self._script and (until_ms is None or self._script[0][0] <= until_ms):
            at_ms, event = self._script.popleft()
            self._now_ms = max(self._now_ms, at_ms)
            return event
        if until_ms is None:
            raise ScriptEndedError(
                f"At {clock(self._now_ms)} the session waits for its user, and nothing more is "
                "scripted. Add a word that goes on, such as resume or yes."
            )
        self._now_ms = max(self._now_ms, until_ms)
        return None


def heard(at_ms: int, words: str) -> tuple[int, Event]:
    """Script entry: the user begins to say this at `at_ms`."""
    return at_ms + WORD_MS, Heard(words, at_ms, at_ms + WORD_MS)


def pressed(at_ms: int, key: str) -> tuple[int, Event]:
    """Script entry: the user presses a key at `at_ms`."""
    return at_ms, Pressed(key)


def clock(at_ms: int) -> str:
    """A time as minutes, seconds and milliseconds: 01:07.250."""
    minutes, rest_ms = divmod(at_ms, 60_000)
    return f"{minutes:02d}:{rest_ms // 1000:02d}.{rest_ms % 1000:03d}"


class SilentSpeaker:
    """A loudspeaker that plays nothing."""

    @property
    def rate_hz(self) -> int:
        """A usual rate of sound cards, 48 kHz."""
        return 48_000

    @property
    def sound_delay_ms(self) -> int:
        """0: nothing has to reach the air."""
        return 0

    def play(self, clip: Clip, at_ms: int | None, rank: Rank | None) -> None:
        """Do nothing."""

    def hush(self) -> None:
        """Do nothing."""

    def align_beat(self, at_ms: int) -> None:
        """Do nothing."""

    def set_gain_db(self, gain_db: float) -> None:
        """Do nothing."""


class EstimatedVoice:
    """A silent voice with estimated durations; implements the port `Voice`."""

    def __init__(self, estimate_ms: Callable[[str], int]) -> None:
        self._estimate_ms = estimate_ms

    def length_ms(self, text: str) -> int:
        """Estimated duration of the sentence, ms."""
        return self._estimate_ms(text)

    def lead_ms(self, text: str) -> int:
        """0: nothing has to begin before its time."""
        return 0

    def prepare(self, texts: tuple[str, ...]) -> None:
        """Do nothing."""

    def when_rendered(self, text: str, use: Callable[[Clip], None]) -> None:
        """Never call `use`, since there are no clips."""


class DeafEars:
    """Ears that recognize nothing."""

    def listen_for(self, grammar: Grammar) -> None:
        """Do nothing."""


class BlindDisplay:
    """A screen that shows nothing."""

    def show(self, view: View) -> None:
        """Do nothing."""


def without_devices(
    inbox: Inbox, voice: Voice, log: SessionLog, display: Display | None = None
) -> Parts:
    """Parts of a coach that needs no device: nothing sounds, and nobody is heard."""
    speaker = SilentSpeaker()
    silence = Clip(np.zeros(0, np.float32), speaker.rate_hz)
    return Parts(
        inbox=inbox,
        speaker=speaker,
        voice=voice,
        ears=DeafEars(),
        display=display or BlindDisplay(),
        log=log,
        earcons=dict.fromkeys(Earcon, silence),
    )


class Transcript:
    """Writes what is said and done, one line per event with its time; a `SessionLog`."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def note(self, at_ms: int, fact: Fact) -> None:
        """Write a fact if it matters to a reader of the session."""
        match fact:
            case PhaseEntered(phase, exercise):
                self._write(at_ms, "phase", " ".join(part for part in (phase, exercise) if part))
            case IntentHeard(intent, words, _, accepted):
                refused = "" if accepted else " (refused)"
                self._write(at_ms, "user", f"{words} -> {intent}{refused}")
            case SetEnded():
                self._write(at_ms, "done", _achievement(fact))
            case _:
                pass

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Write a sentence or an earcon."""
        self._write(at_ms, rank.value if rank else "sound", sound)

    def _write(self, at_ms: int, kind: str, text: str) -> None:
        self._out.write(f"{clock(at_ms)}  {kind:<8}  {text}\n")


def _achievement(fact: SetEnded) -> str:
    side = f" {fact.side.value}" if fact.side else ""
    direction = f" {fact.direction}" if fact.direction else ""
    return (
        f"{fact.exercise} set {fact.set_number}{side}{direction}: "
        f"{fact.amount:g} of {fact.target:g} {fact.measure.value}"
    )
