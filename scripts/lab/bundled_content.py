"""The content of a user who has none of their own."""

from pathlib import Path

from voicecoach.app.session.familiarity import Familiarity
from voicecoach.app.session.user_content import UserContent
from voicecoach.content.loader import load_language, load_library
from voicecoach.content.norms import load_norms


def bundled_content(familiarity: Path) -> UserContent:
    """The bundled content in English; the sentences that were heard are kept in this file."""
    return UserContent(load_library(), load_language(), load_norms(), Familiarity(familiarity))
