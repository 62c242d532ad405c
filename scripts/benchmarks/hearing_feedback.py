"""Signs that the coach did not understand: over others' talk, and after missed sentences.

Talk is played with the pauses of a conversation. Two rates are told: each sign that the rule gives,
as if a command of the user's came after each, and the signs of a session in which nobody says one.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scripts.benchmarks.hearing_direct import background, chain_for, listen
from scripts.benchmarks.hearing_report import Row
from scripts.benchmarks.hearing_words import talk
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.grammar import grammar_for
from voicecoach.core.dialogue.missed_speech import MissedSpeech, Sign
from voicecoach.core.events import NotUnderstood
from voicecoach.core.phases import Phase
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples, frames_of

PAUSES_MS = {"one behind the other": (700, 700), "in conversation": (700, 4000)}
"""Shortest and longest pause between two sentences, by the kind of talk."""
SOURCES = ("common voice", "librispeech")


@dataclass(frozen=True, slots=True)
class Talk:
    """Others' talk that a session in a rest listens to."""

    source: str
    pauses: str
    """A key of PAUSES_MS."""
    longest_s: float
    """Of the sentences; the pauses come in addition."""


def signs_row(wanted: Talk, seed: int) -> Row:
    """Signs over this talk."""
    signal = _signal(talk(wanted.source, wanted.longest_s), PAUSES_MS[wanted.pauses], seed)
    missed = misses(signal, Phase.RESTING)
    hours = len(signal) / RATE_HZ / 3600
    policy = MissedSpeech()
    rule = [each for each in missed if policy.is_meant(each)]
    return {
        "talk": wanted.source,
        "pauses": wanted.pauses,
        "minutes": round(60 * hours, 1),
        "breaths": len(missed),
        "meant, by the rule": len(rule),
        "an hour": round(len(rule) / hours, 1),
        "signs without a command": _signs_in_a_row(missed),
    }


def _signs_in_a_row(missed: Sequence[NotUnderstood]) -> int:
    policy = MissedSpeech()
    signs = [policy.sign(each, each.ended_ms - each.began_ms) for each in missed]
    return sum(sign in (Sign.TONE, Sign.WORDS) for sign in signs)


def misses(signal: Samples, phase: Phase) -> list[NotUnderstood]:
    """Everything that was not understood in this phase: (frames,) float32 mono, 16 kHz."""
    chain = chain_for(grammar_for(load_language().vocabulary, phase))
    found = []
    for _ in listen(chain, signal):
        if missed := chain.take_not_understood():
            found.append(missed)
    return found


def _signal(sentences: Sequence[Samples], pauses_ms: tuple[int, int], seed: int) -> Samples:
    chance = random.Random(seed)
    pieces: list[Samples] = []
    for sentence in sentences:
        pause_ms = chance.uniform(*pauses_ms)
        pieces += [sentence, np.zeros(frames_of(pause_ms, RATE_HZ), np.float32)]
    signal = np.concatenate(pieces)
    return np.asarray(signal + background(len(signal), None), np.float32)
