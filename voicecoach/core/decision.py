"""From recognized text and speech activity to the words that count as said."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum

from voicecoach.core.events import Heard
from voicecoach.core.intents import find_commands

UNKNOWN = "[unk]"
"""What the recognizer writes for speech that is none of its wordings."""


class Certainty(Enum):
    """How much there is to a recognizer's text."""

    TENTATIVE = "tentative"
    """What it looks like so far; the next moment may change it."""
    CONCLUDED = "concluded"
    """What it is if nothing more is said: the level has fallen, the utterance may yet go on."""
    FINAL = "final"
    """What it is; the utterance is over, and the next begins empty."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which somebody spoke, as the signal's level shows it."""

    began_ms: int
    ended_ms: int | None
    """The end of its last loud moment; None while it goes on."""
    level_db: float
    """Its loudest moment, relative to full scale."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait before text counts; the defaults come from the validation recordings."""

    shortest_speech_ms: int = 80
    """A stretch shorter than this is a click, not a word."""
    context_ms: int = 200
    """A word can't show up sooner than this after its beginning: the network looks ahead so far."""
    at_once_ms: int = 200
    """How much must have been said before a word that is acted on at once counts."""
    stable_ms: int = 600
    """How long tentative text must have stayed as it is before any other word counts."""
    longest_word_ms: int = 1500
    """Speech that began longer ago than this is talk: where a word began in it is not known."""
    typical_word_ms: int = 500
    """Where a word in long talk is taken to have begun, before it shows up."""


@dataclass(slots=True)
class _Utterance:
    text: str = ""
    since_ms: int = 0
    shown_ms: list[int] = field(default_factory=list)
    """When the command at each place first showed up."""
    decided: int = 0
    """How many of its commands were decided."""


class Decider:
    """Judges what a recognizer shows, and says each spoken command once.

    Tentative text can be wrong for half a second, and final text comes about a second late. So
    words of `at_once` count when they show up, others when the speaker has fallen silent and the
    text was concluded, or, where noise hides the silence, when the text has not changed for long.
    Text without speech activity never counts.
    """

    def __init__(
        self,
        wordings: Sequence[str],
        at_once: Collection[str] = frozenset(),
        *,
        decoys: Collection[str] = frozenset(),
        patience: Patience | None = None,
        not_before_ms: int = 0,
    ) -> None:
        """Speech that ended by `not_before_ms` has been judged before and is left alone."""
        self._wordings = tuple(wordings)
        self._at_once = frozenset(at_once)
        self._decoys = frozenset(decoys)
        self._patience = patience or Patience()
        self._used_until_ms = not_before_ms
        self._utterance = _Utterance()

    @property
    def used_until_ms(self) -> int:
        """Up to when all speech has been decided upon."""
        return self._used_until_ms

    @property
    def has_decided(self) -> bool:
        """Whether a command of this utterance was decided."""
        return self._utterance.decided > 0

    def feed(
        self, text: str, certainty: Certainty, now_ms: int, stretches: Sequence[Stretch]
    ) -> tuple[Heard, ...]:
        """The commands which can be decided now; `text` is all of the utterance so far.

        `stretches` are those of the last seconds, oldest first.
        """
        commands = find_commands(text, self._wordings)
        self._follow(text, commands, now_ms)
        heard = []
        for place in range(self._utterance.decided, len(commands)):
            speech = self._speech_of(place, now_ms, stretches)
            if certainty is Certainty.TENTATIVE and not self._may_count(
                commands[place], now_ms, speech
            ):
                break
            self._utterance.decided = place + 1
            if speech is None:
                continue
            ended_ms = _until(speech, now_ms)
            self._used_until_ms = max(self._used_until_ms, ended_ms)
            if commands[place] not in self._decoys:
                heard.append(Heard(commands[place], speech.began_ms, ended_ms))
        if certainty is Certainty.FINAL:
            self._utterance = _Utterance()
        return tuple(heard)

    def _follow(self, text: str, commands: Sequence[str], now_ms: int) -> None:
        utterance = self._utterance
        if text != utterance.text:
            utterance.text, utterance.since_ms = text, now_ms
        del utterance.shown_ms[len(commands) :]
        utterance.shown_ms += [now_ms] * (len(commands) - len(utterance.shown_ms))

    def _may_count(self, command: str, now_ms: int, speech: Stretch | None) -> bool:
        if speech is None:
            return False
        if command in self._at_once:
            return now_ms - speech.began_ms >= self._patience.at_once_ms
        return now_ms - self._utterance.since_ms >= self._patience.stable_ms

    def _speech_of(self, place: int, now_ms: int, stretches: Sequence[Stretch]) -> Stretch | None:
        """The speech in which the command at this place was said; None when there was none."""
        shown_ms = self._utterance.shown_ms[place]
        unused = [
            stretch
            for stretch in (self._unused_part(each, shown_ms) for each in stretches)
            if stretch.began_ms <= shown_ms - self._patience.context_ms
            and _until(stretch, now_ms) - stretch.began_ms >= self._patience.shortest_speech_ms
        ]
        if not unused:
            return None
        together = self._utterance.shown_ms[place:].count(shown_ms)
        if together <= len(unused):
            return unused[-together]
        # Said in one breath: each gets an equal part, the best that the level alone can tell.
        first = unused[0]
        share_ms = (_until(first, now_ms) - first.began_ms) // (together - len(unused) + 1)
        return Stretch(first.began_ms, first.began_ms + share_ms, first.level_db)

    def _unused_part(self, stretch: Stretch, shown_ms: int) -> Stretch:
        """What of a stretch can be a command that showed up then."""
        began_ms = max(stretch.began_ms, self._used_until_ms)
        if stretch.ended_ms is None and shown_ms - began_ms > self._patience.longest_word_ms:
            began_ms = shown_ms - self._patience.typical_word_ms
        return Stretch(began_ms, stretch.ended_ms, stretch.level_db)


def _until(stretch: Stretch, now_ms: int) -> int:
    return stretch.ended_ms if stretch.ended_ms is not None else now_ms
