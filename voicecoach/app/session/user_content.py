"""The content of one user's sessions, and the sentences that this user has heard."""

from collections.abc import Mapping

from voicecoach.app.own_content import usable_language, usable_library, usable_norms
from voicecoach.app.session.familiarity import Familiarity
from voicecoach.content.language import Language
from voicecoach.content.library import Library
from voicecoach.core.workout.norms import Norm
from voicecoach.dataclass import dataclass
from voicecoach.places import familiarity_file


@dataclass(frozen=True, slots=True)
class UserContent:
    """Everything that a session is prepared from, besides the history."""

    library: Library
    """All exercises and routines, for a person of any age."""
    language: Language
    norms: Mapping[str, Norm]
    """The norm of each exercise or test, by slug."""
    familiarity: Familiarity


def user_content(language: str) -> UserContent:
    """The content of this user in the language of this code; raises ContentError."""
    return UserContent(
        usable_library(), usable_language(language), usable_norms(), Familiarity(familiarity_file())
    )
