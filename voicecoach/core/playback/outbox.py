"""Outbox: the effects that a session asks for, in order, with their caption and their echo."""

from collections.abc import Callable
from dataclasses import replace

from voicecoach.core.control import Control
from voicecoach.core.effects import Attention, Earcon, Effect, Hush, Listen, Note, Play, Rank, Say
from voicecoach.core.events import Heard
from voicecoach.core.facts import Fact
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, PhraseBook, verbatim
from voicecoach.core.playback.echo_guard import EchoGuard
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.steps import Cue

AttentionIn = Callable[[Phase, int], Attention]
"""Attention that the recognizer should pay in a phase, at a time in milliseconds."""


_WORTH_REPEATING = frozenset({Rank.TALK, Rank.ANSWER, Rank.COACHING})


class Outbox:
    """Collects effects; knows the last sentence, and what the microphone may hear of it."""

    def __init__(self, book: PhraseBook, timing: SpeechTiming, attention_in: AttentionIn) -> None:
        self._effects: list[Effect] = []
        self._caption = ""
        self._last_said: Phrase | None = None
        self._echo_guard = EchoGuard()
        self._book = book
        self._timing = timing
        self._attention_in = attention_in
        self.control = Control.VOICE
        """Way to give commands now, on which the words of prompts depend."""
        self._attention = Attention.AWAKE
        """Attention of the last Listen."""

    @property
    def caption(self) -> str:
        """The last sentence."""
        return self._caption

    @property
    def last_said(self) -> Phrase | None:
        """The last sentence that is worth saying again; None: there was none."""
        return self._last_said

    @property
    def timing(self) -> SpeechTiming:
        """Timing of the words in which a sentence would be said now."""
        timing = self._timing
        return replace(
            timing,
            length_of=lambda words: timing.length_of(self._for_control(words)),
            lead_of=lambda words: timing.lead_of(self._for_control(words)),
        )

    def take(self) -> list[Effect]:
        """Return all effects since the last call."""
        effects, self._effects = self._effects, []
        return effects

    def add(self, *effects: Effect) -> None:
        """Ask for these effects."""
        self._effects += effects

    def note(self, *facts: Fact, at_ms: int | None = None) -> None:
        """Record these facts, which became true at `at_ms`; None: now."""
        self._effects += [Note(fact, at_ms) for fact in facts]

    def listen(self, phase: Phase, now_ms: int) -> None:
        """Listen for what makes sense in a phase that has just begun."""
        self._attention = self._attention_in(phase, now_ms)
        self.add(Listen(phase, self._attention))

    def update_attention(self, phase: Phase, now_ms: int) -> None:
        """Listen for something else in the same phase, if a question or sleep changes it."""
        if self._attention_in(phase, now_ms) is not self._attention:
            self.listen(phase, now_ms)

    def sound(self, cue: Cue) -> None:
        """Sound a cue, a sentence or an earcon."""
        if isinstance(cue.sound, Earcon):
            self.add(Play(cue.sound, cue.at_ms))
            return
        words = self._for_control(cue.sound)
        if cue.rank in _WORTH_REPEATING:
            self._last_said = cue.sound
        self._caption = self._book.sentence(words)
        self._echo_guard.spoke(
            self._caption,
            began_ms=self._timing.heard_ms(cue.begins_ms),
            length_ms=cue.within_ms or self._timing.length_ms(words),
        )
        self.add(Say(words, cue.at_ms, cue.rank, cue.within_ms))

    def show(self, words: Phrase) -> None:
        """Show it as the caption, whether or not there is time to say it."""
        self._caption = self._book.sentence(self._for_control(words))

    def _for_control(self, words: Phrase) -> Phrase:
        if self.control is Control.VOICE:
            return words
        return Phrase(words.key, (*words.values, ("control", self.control.value)))

    def hush(self, now_ms: int) -> None:
        """Fall silent at once."""
        self._echo_guard.hushed(self._timing.heard_ms(now_ms))
        self.add(Hush())

    def is_echo(self, event: Heard) -> bool:
        """True if the loudspeaker was saying just these words when they were heard."""
        return self._echo_guard.is_echo(
            event.words, began_ms=event.began_ms, ended_ms=event.ended_ms
        )

    def alone_ms(self, began_ms: int, ended_ms: int) -> int:
        """Time of silence between these times, as the user heard it."""
        return self._echo_guard.alone_ms(began_ms, ended_ms)

    def joined(self, *phrases: Phrase) -> Phrase:
        """Several sentences as one answer."""
        return verbatim(" ".join(self._book.sentence(self._for_control(each)) for each in phrases))
