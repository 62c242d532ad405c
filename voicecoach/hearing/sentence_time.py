"""The time that a sentence to the coach takes."""

from voicecoach.hearing.utterances import Utterance

SHORTEST_SENTENCE_MS = 350
"""Shortest speech that can be a sentence."""
LONGEST_SENTENCE_MS = 3000
"""Longest speech that can be a sentence to the coach."""
SENTENCE_QUIET_MS = 300
"""Quiet after which an utterance is recognized as a sentence."""


def may_be_sentence(utterance: Utterance, quiet_ms: int) -> bool:
    """True if an utterance that ended `quiet_ms` ago may be a whole sentence."""
    if utterance.ended_ms is None or quiet_ms < SENTENCE_QUIET_MS or utterance.is_unlikely:
        return False
    spoken_ms = utterance.spoken_ms(utterance.ended_ms)
    return SHORTEST_SENTENCE_MS <= spoken_ms <= LONGEST_SENTENCE_MS
