"""Speech to the coach that was not understood: whether it was meant for it, and what follows."""

from enum import Enum

from voicecoach.core.dialogue.hints import HINTS
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.events import NotUnderstood
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase

SHORTEST_MS = 300
"""Shorter speech is a cough, or a word to oneself."""
LONGEST_MS = 3000
"""Longer speech is meant for somebody else."""
QUIET_BEFORE_MS = 2000
"""A user who spoke more recently is in conversation; a missed command is repeated after more."""
CONVERSATION_MS = 10_000
"""Time after talk in which more of it is expected: over 18 minutes of read texts with pauses of up
to four seconds it left none of three false signs (training texts)."""
LEAST_DB = -50.0
"""Level of the quietest voice that is meant for the coach, dBFS."""
BELOW_USUAL_DB = 9.0
"""A voice this much quieter than the user's commands is somebody else's."""
LEAST_RESEMBLANCE = -6.0
"""Speech that is less like a command than this was not one."""
IN_A_ROW_MS = 15_000
"""Longest time between two misses in a row."""
MOST_UNANSWERED = 2
"""After so many signs without a command the coach gives no more until it understands one: others
are talking, or the user would only hear the same again."""


class Sign(Enum):
    """Response of the coach to speech that it did not understand."""

    SCREEN = "screen"
    """Show it on the screen alone."""
    TONE = "tone"
    WORDS = "words"
    """A tone, and what can be said now."""


class MissedSpeech:
    """Decides from one miss to the next."""

    def __init__(self) -> None:
        self._unanswered = 0
        """Number of signs since the last command."""
        self._last_ms: int | None = None
        """Time of the last miss with a sign."""
        self._talk_ms: int | None = None
        """Time of the last speech that was talk to somebody else."""

    def understood(self) -> None:
        """Begin afresh, since a command was understood or a key pressed."""
        self._unanswered = 0
        self._last_ms = None

    def doubted(self) -> bool:
        """Count a command that was not clear; True if a tone is to ask for it once more."""
        self._unanswered += 1
        return self._unanswered <= MOST_UNANSWERED

    def is_meant(self, missed: NotUnderstood) -> bool:
        """True if speech seems meant for the coach, by its length, time, level and words.

        Ask about every miss, in order: one that is not meant may be talk, which goes on.
        """
        length_ms = missed.ended_ms - missed.began_ms
        if length_ms < SHORTEST_MS or not _level_fits(missed):
            return False
        talk_ms = self._talk_ms
        in_talk = talk_ms is not None and missed.began_ms - talk_ms < CONVERSATION_MS
        if in_talk or length_ms > LONGEST_MS or missed.quiet_before_ms < QUIET_BEFORE_MS:
            self._talk_ms = missed.ended_ms
            return False
        return missed.resemblance >= LEAST_RESEMBLANCE

    def sign(self, missed: NotUnderstood, alone_ms: int) -> Sign | None:
        """The sign to give; None: it was not meant for the coach.

        `alone_ms`: how long of it the coach was silent, since the rest may be its own voice.
        """
        if not self.is_meant(missed) or alone_ms < _least_alone_ms(missed):
            return None
        if self._unanswered >= MOST_UNANSWERED:
            return Sign.SCREEN
        last_ms, self._last_ms = self._last_ms, missed.ended_ms
        self._unanswered += 1
        in_a_row = last_ms is not None and missed.began_ms - last_ms <= IN_A_ROW_MS
        return Sign.WORDS if in_a_row else Sign.TONE


def _level_fits(missed: NotUnderstood) -> bool:
    least_db = LEAST_DB if missed.usual_db is None else missed.usual_db - BELOW_USUAL_DB
    return missed.level_db >= least_db


def _least_alone_ms(missed: NotUnderstood) -> int:
    return max(SHORTEST_MS, (missed.ended_ms - missed.began_ms) // 2)


def what_to_say(phase: Phase, vocabulary: Vocabulary) -> Phrase:
    """The sentence that says what can be said in this phase."""
    offered = HINTS[phase]
    if Intent.NUMBER in offered:
        return phrase("not-understood.number")
    words = [vocabulary.words[intent][0] for intent in offered if intent is not Intent.HELP]
    if len(words) < 3:
        return phrase("not-understood.two", first=words[0], second=words[1])
    return phrase("not-understood.three", first=words[0], second=words[1], third=words[2])
