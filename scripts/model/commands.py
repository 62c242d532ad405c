"""The words of the product that the model is for, from its language file."""

from voicecoach.content.loader import load_language


def command_wordings() -> tuple[str, ...]:
    """All wordings that the coach understands, with numbers and decoys."""
    vocabulary = load_language().vocabulary
    spoken = [wording for wordings in vocabulary.words.values() for wording in wordings]
    return tuple(dict.fromkeys((*spoken, *vocabulary.decoys)))
