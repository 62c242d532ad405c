"""Certainty that a command must have to count."""

from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class RequiredConfidence:
    """Margin that is sufficient once the quiet after the utterance has lasted this long."""

    quiet_ms: int
    margin: float


@dataclass(frozen=True, slots=True)
class DecisionThresholds:
    """Required certainty of a reading over time; the defaults come from training recordings.

    A clear word counts as soon as the speaker falls silent; the longer nothing follows, the more
    likely it was meant for the coach.
    """

    shortest_speech_ms: int = 80
    """A segment shorter than this is a click, not a word."""
    at_once: tuple[RequiredConfidence, ...] = (
        RequiredConfidence(80, 0.3),
        RequiredConfidence(140, 0.0),
        RequiredConfidence(300, -1.0),
    )
    """Requirements for commands that are acted on at once."""
    others: tuple[RequiredConfidence, ...] = (
        RequiredConfidence(140, 0.4),
        RequiredConfidence(240, 0.0),
        RequiredConfidence(400, -1.0),
    )
    follows_sound_margin: float = 1.5
    """Additional margin for a command right after another sound."""
    talk_margin: float = 2.0
    """Additional margin in the middle of talk, and for a voice much quieter than the user's. There
    only commands that are acted on at once count: "again" or "yes" read aloud sounds clear."""
    conversation_margin: float = 1.5
    """Additional margin shortly after conversation; below it, the coach asks."""
    expected_margin: float = 0.5
    """Reduction of the margin for commands that the coach is waiting for."""
    careful_margin: float = 1.0
    """Margin below which "harder" is asked about, which "it hurts" may sound like. Of voices for
    tuning, in quiet and noise, no other word came nearer to it than -0.4; of 13 that said it in
    quiet, five are obeyed (with 2.0: two) and seven asked."""
    doubt_margin: float = 0.6
    """A reading that lacks no more than this is worth a question."""
    context_margin: float = -0.7
    """Margin that must remain when a command is recognized together with the speech before it: in a
    sentence, a word is more likely part of another one."""
    sentence_margin: float = -0.5
    """Required margin of a sentence over speech outside the grammar and over sentences like it. Of
    89 that were recognized at all, 82 had it; of 124 pieces of read texts none came nearer than
    -1.4 (voices for tuning, training texts)."""
    found_margin: float = 2.0
    """Reduction of the margin for a long sentence that was found among all, word for word. Three of
    18 missed ones were (voices for tuning); of 160 pieces of read texts one was "that's way too
    fast" as far as that, with a margin of -4.4."""
    several_commands_margin: float = 1.0
    """Required margin of a sentence with more than one command: few people give two in a breath,
    and in talk, pieces of words add up to them ("speed up", "easier"). "Four or five" was heard as
    "four five" with no margin (voices for tuning)."""
    opposite_margin: float = 1.0
    """Required margin of a sentence over its opposite: "don't" may be short, and hardly sounded."""
    sentence_ms: int = 700
    """A command after this much speech outside the grammar is the end of a sentence."""
    letter_ms: int = 25
    """Shortest duration of speech per letter."""
    slow_letter_ms: int = 90
    """Longest duration of speech per letter, in addition to..."""
    slow_word_ms: int = 900
    """... this per command."""
    partial_ms: int = 60
    """Time for which a command that is acted on at once must stand in the partial result..."""
    stable_partial_ms: int = 600
    """... and any other command, for noise that hides the end of speech."""
    streaming_margin: float = 0.2
    """Margin required of the streaming pass, which gets no speech segments."""

    @property
    def first_quiet_ms(self) -> int:
        """Shortest quiet after which a reading can count, ms; until then speech goes on."""
        return min(requirement.quiet_ms for requirement in (*self.at_once, *self.others))
