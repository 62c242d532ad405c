"""Makes a whole session in the room."""

from voicecoach.coach import Coach, Parts
from voicecoach.content.language import Language
from voicecoach.core.effects import Earcon
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.session import Session
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.workout.routine import Routine
from voicecoach.ports import Display, Voice
from voicecoach.simulation.person import SimulatedPerson
from voicecoach.simulation.room import OfflineRoom
from voicecoach.simulation.scripted import BlindDisplay
from voicecoach.sound.earcons import earcon_clip


def coach_in_room(
    room: OfflineRoom,
    person: SimulatedPerson,
    session: Session,
    *,
    voice: Voice,
    language: Language,
    display: Display | None = None,
) -> Coach:
    """A coach in the room, except for its display (None: it has none); the person reacts to it."""
    earcons = {earcon: earcon_clip(earcon, room.rate_hz) for earcon in Earcon}
    parts = Parts(
        inbox=room,
        speaker=room,
        voice=voice,
        ears=room,
        display=display or BlindDisplay(),
        log=person,
        earcons=earcons,
    )
    return Coach(session, parts, book=language.book, vocabulary=language.vocabulary)


def session_in_room(
    routine: Routine,
    voice: Voice,
    language: Language,
    *,
    sound_delay_ms: int,
    ready_wait_ms: int = 20_000,
) -> Session:
    """A session of this routine for a new user, with the lengths that this voice has."""
    return Session(
        Program(routine, compile_steps(routine, ready_wait_ms=ready_wait_ms)),
        book=language.book,
        vocabulary=language.vocabulary,
        timing=SpeechTiming(
            lambda wanted: voice.length_ms(language.book.sentence(wanted)),
            sound_delay_ms=sound_delay_ms,
        ),
    )
