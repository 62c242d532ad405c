"""Recognizes a whole utterance as a sentence: first roughly, then among the sentences near that.

With all sentences in one grammar, a recognizer knows which words follow each other, but no sentence
as a whole. So each word of a sentence makes it less likely beside speech outside the grammar: of
"how many do i have left" nothing was left to compare. Among a few dozen sentences it is as likely
as its sound.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from voicecoach.core.dialogue.near_sentences import near_sentences
from voicecoach.core.dialogue.sentences import NO_SENTENCES, SentenceGrammar
from voicecoach.hearing.decision import NOTHING, SURE_MARGIN, Hypothesis, Reading, read
from voicecoach.hearing.recent_audio import RecentAudio
from voicecoach.hearing.second_pass import ConcludingRecognizer
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.utterances import Utterance
from voicecoach.sound.clip import Samples, frames_of

LOOK_AHEAD_MS = 300
"""Silence after which the text so far has the last words, too."""
LONG_SENTENCE_WORDS = 5
"""Number of words from which a sentence is not found by chance: "that was too easy" was, where
"that wasn't easy" had been said."""


class SentenceRecognizer(ConcludingRecognizer, Protocol):
    """A recognizer that also gives the likeliest text alone."""

    def accept_whole(self, sound: Samples) -> str:
        """Take a whole utterance; return its likeliest text, without the last third of a second.

        `sound`: (frames,) float32 mono, 16 kHz.
        """
        ...


class SentencePass:
    """Recognizes an utterance as a sentence once it has ended. For one thread."""

    def __init__(
        self, recent: RecentAudio, new_recognizer: Callable[[tuple[str, ...]], SentenceRecognizer]
    ) -> None:
        """`new_recognizer` makes a recognizer for a grammar's phrases."""
        self._recent = recent
        self._new_recognizer = new_recognizer
        self._grammar: SentenceGrammar = NO_SENTENCES
        self._times_ms: tuple[int, int | None] | None = None
        """Beginning and end of the utterance that was recognized last..."""
        self._reading = NOTHING
        """... and what it was."""

    def listen_for(self, grammar: SentenceGrammar) -> None:
        """Change the grammar, and discard the result with the old one."""
        self._grammar = grammar
        self.forget()

    def forget(self) -> None:
        """Discard the result."""
        self._times_ms = None
        self._reading = NOTHING

    @property
    def best_margin(self) -> float:
        """Margin of the reading of the utterance that ended last."""
        return self._reading.margin

    def of_ended(self, utterance: Utterance, since_ms: int) -> Reading:
        """Reading of an utterance that has ended, from its sound after `since_ms`."""
        times_ms = utterance.began_ms, utterance.ended_ms
        if self._times_ms != times_ms:
            self._times_ms = times_ms
            self._reading = self._read(utterance, since_ms)
        return self._reading

    def _read(self, utterance: Utterance, since_ms: int) -> Reading:
        if not self._recent.reaches_back_to(utterance.began_ms):
            return NOTHING
        sound = self._recent.of(utterance, since_ms)
        rough = self._rough_text(sound)
        sentences = near_sentences(rough, self._grammar)
        if not sentences:
            return NOTHING
        recognizer = self._new_recognizer(sentences)
        recognizer.accept(sound)
        hypotheses = recognizer.conclude()
        reading = read(hypotheses, self._grammar)
        is_long = len(rough.split()) >= LONG_SENTENCE_WORDS
        return replace(
            reading,
            is_found=is_long and rough == " ".join(reading.spoken),
            opposite_margin=lead_over_opposites(hypotheses, self._grammar),
        )

    def _rough_text(self, sound: Samples) -> str:
        """The likeliest text, without alternatives: those take long where nothing fits."""
        silence = np.zeros(frames_of(LOOK_AHEAD_MS, RATE_HZ), np.float32)
        recognizer = self._new_recognizer(self._grammar.phrases)
        return recognizer.accept_whole(np.concatenate((sound, silence)))


def lead_over_opposites(hypotheses: Sequence[Hypothesis], grammar: SentenceGrammar) -> float:
    """Lead of the likeliest commands over the likeliest text with a negation, in log likelihood.

    Commands that have a negation themselves, such as "I can't hear you", have no opposite.
    """
    meant, denied = [], []
    for each in hypotheses:
        if grammar.commands_in(each.text):
            meant.append(each)
        elif grammar.denies(each.text):
            denied.append(each.score)
    best = max(meant, key=lambda each: each.score, default=None)
    if best is None or grammar.denies(best.text) or not denied:
        return SURE_MARGIN
    return min(best.score - max(denied), SURE_MARGIN)
