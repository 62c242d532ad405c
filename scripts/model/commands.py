"""The words and sentences of the product that the model is for, from its language file."""

from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.sentences import EXERCISE


def command_wordings() -> tuple[str, ...]:
    """All wordings that the coach understands, with numbers and decoys."""
    vocabulary = load_language().vocabulary
    spoken = [wording for wordings in vocabulary.words.values() for wording in wordings]
    return tuple(dict.fromkeys((*spoken, *vocabulary.decoys)))


def command_sentences() -> dict[str, tuple[str, ...]]:
    """Sentences that the coach understands by intent; "nothing": close to a command, and none."""
    sentences = load_language().vocabulary.sentences
    meant = {intent.value: texts for intent, texts in sentences.meanings.items()}
    # The name of an exercise is just its words, which other sentences say.
    return {
        name: said
        for name, texts in (meant | {"nothing": sentences.nothing}).items()
        if (said := tuple(text for text in texts if EXERCISE not in text))
    }
