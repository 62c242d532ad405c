"""Runs a whole session in the room."""

from voicecoach.coach import Coach, Parts
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.effects import Earcon
from voicecoach.core.phrases import PhraseBook
from voicecoach.core.session import Session
from voicecoach.ports import Display, Voice
from voicecoach.simulation.person import SimulatedPerson
from voicecoach.simulation.room import OfflineRoom
from voicecoach.sound.earcons import earcon_clip


def coach_in_room(
    room: OfflineRoom,
    person: SimulatedPerson,
    session: Session,
    *,
    voice: Voice,
    display: Display,
    book: PhraseBook,
    vocabulary: Vocabulary,
) -> Coach:
    """A coach in the room, except for its display; the person reacts to its log."""
    earcons = {earcon: earcon_clip(earcon, room.rate_hz) for earcon in Earcon}
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
