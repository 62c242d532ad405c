"""The grammar of a phase: the wordings that the recognizer may hear, with their meanings."""

from voicecoach.core.dialogue.arbiter import ANSWERS
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Grammar, Vocabulary
from voicecoach.core.dialogue.transitions import (
    AT_ONCE,
    CAREFUL,
    EXPECTED,
    HIGHEST_NUMBERS,
    accepted_in,
    accepted_mostly,
)
from voicecoach.core.effects import Attention
from voicecoach.core.phases import Phase


def grammar_for(
    vocabulary: Vocabulary, phase: Phase, attention: Attention = Attention.AWAKE
) -> Grammar:
    """Grammar of a session in this phase, when it pays this much attention."""
    return vocabulary.grammar(
        listened_for(phase, attention),
        AT_ONCE,
        waited_for(phase, attention),
        HIGHEST_NUMBERS.get(phase),
        CAREFUL,
        takes_assent=phase is Phase.READY and attention is Attention.AWAKE,
    )


def grammar_without_phase(vocabulary: Vocabulary) -> Grammar:
    """Grammar for a recording or a test outside a session: every command, but no answers."""
    return vocabulary.grammar(accepted_mostly(), AT_ONCE, careful=CAREFUL)


def listened_for(phase: Phase, attention: Attention) -> frozenset[Intent]:
    """Intents that may be heard now."""
    match attention:
        case Attention.AWAKE:
            return accepted_in(phase)
        case Attention.ASKED:
            return accepted_in(phase) | ANSWERS
        case Attention.ASLEEP:
            return frozenset({Intent.WAKE}) if accepted_in(phase) else frozenset()


def waited_for(phase: Phase, attention: Attention) -> frozenset[Intent]:
    """Intents that answer what the coach waits for."""
    expected = EXPECTED.get(phase, frozenset())
    return expected | ANSWERS if attention is Attention.ASKED else expected
