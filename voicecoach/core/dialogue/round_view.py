"""Round and station on the screen."""

from voicecoach.core.phrases import PhraseBook, phrase
from voicecoach.core.playback.playhead import Playhead
from voicecoach.core.timeline.steps import Place, Work
from voicecoach.core.view import RoundShown
from voicecoach.core.workout.routine import Routine


def round_of(place: Place | None, routine: Routine, playhead: Playhead) -> RoundShown | None:
    """The round at this place; None: it isn't in rounds."""
    if place is None or place.dosed is None or place.dosed.block is None:
        return None
    block = place.dosed.block
    members = [at for at, item in enumerate(routine.items) if item.block == block]
    station = members.index(place.item) + 1 if place.item in members else 1
    step = playhead.step
    if isinstance(step, Work) and step.circuit:
        return RoundShown(playhead.tally + 1, None, 1, len(members))
    if place.rounds == 1:
        return None
    return RoundShown(place.set_number, place.rounds, station, len(members))


def round_label(shown: RoundShown, book: PhraseBook) -> str:
    """For example "Round 2 of 3"; of as many as possible "Round 2"."""
    if shown.total is None:
        return book.sentence(phrase("screen.round-open", number=shown.number))
    return book.sentence(phrase("screen.round", number=shown.number, total=shown.total))


def station_label(shown: RoundShown, book: PhraseBook) -> str:
    """For example "Station 2 of 6"."""
    return book.sentence(phrase("screen.station", number=shown.station, total=shown.stations))
