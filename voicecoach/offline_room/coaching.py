"""Runs a whole session in the room."""

from collections.abc import Mapping

from voicecoach.audio.clip import Clip
from voicecoach.audio.earcons import earcon_clip
from voicecoach.coach import Coach, Parts
from voicecoach.core.effects import Earcon
from voicecoach.core.intents import Vocabulary
from voicecoach.core.phrases import PhraseBook
from voicecoach.core.session import Session
from voicecoach.offline_room.person import Person
from voicecoach.offline_room.room import RATE_HZ, OfflineRoom
from voicecoach.ports import Display, Voice


def coach_in_room(
    room: OfflineRoom,
    person: Person,
    session: Session,
    *,
    voice: Voice,
    display: Display,
    book: PhraseBook,
    vocabulary: Vocabulary,
) -> Coach:
    """A coach whose every part but the screen is in the room; the person notices what it does."""
    earcons: Mapping[Earcon, Clip] = {earcon: earcon_clip(earcon, RATE_HZ) for earcon in Earcon}
    parts = Parts(
        inbox=room,
        speaker=room,
        voice=voice,
        ears=room,
        display=display,
        log=person,
        earcons=earcons,
    )
    return Coach(session, parts, book=book, vocabulary=vocabulary)
