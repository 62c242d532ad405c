"""The view of a session: what a screen shows at a moment."""

from typing import assert_never

from voicecoach.core.dialogue.hints import hints_of
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.dialogue.round_view import round_label, round_of, station_label
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, PhraseBook, phrase
from voicecoach.core.playback.player import Player
from voicecoach.core.playback.playhead import Playhead
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.playback.step_player import StepPlayer
from voicecoach.core.timeline.steps import Break, Place, Talk, Work
from voicecoach.core.view import (
    Ahead,
    Big,
    Countdown,
    CountProgress,
    Movement,
    MovementPart,
    PausedTime,
    Pictured,
    RoundShown,
    Stopwatch,
    View,
)
from voicecoach.core.workout.exercise import (
    Counting,
    Distance,
    Exercise,
    Hold,
    Letters,
    Measure,
    OpenHold,
    Reps,
    Side,
    Steps,
    TempoPhase,
    Timed,
    UserPaced,
)

_CALM_MS = 4000
"""A movement without a tempo, there and back."""
_HURT = frozenset({Phase.HURTING, Phase.EASING})


def view_of(
    player: Player,
    sound: StepPlayer,
    *,
    book: PhraseBook,
    vocabulary: Vocabulary,
    now_ms: int,
    timing: SpeechTiming,
    heard: str,
    caption: str,
    notice: str,
) -> View:
    """Everything that a screen shows at this moment."""
    place, routine = player.place, player.program.routine
    word, step_ms = sound.playhead.tempo_word, sound.step_time_ms(now_ms)
    is_break = isinstance(player.program.step, Break) and player.phase not in _HURT
    pictured = player.program.at(player.program.next_work).place if is_break else place
    shown = round_of(place, routine, sound.playhead)
    return View(
        phase=player.phase,
        routine=routine.name,
        exercise=place.exercise.name if place else routine.name,
        place=_place_shown(place, shown, len(routine.items), book),
        set_label=_set_shown(place, shown, book),
        side=side_label(place, book),
        big=big_of(sound.playhead, now_ms=step_ms, paused=sound.is_paused, timing=timing),
        tempo_word=book.sentence(word).rstrip(".") if word else "",
        caption=caption,
        heard=heard,
        notice=notice,
        hints=hints_of(player.phase, vocabulary),
        round_shown=shown,
        next_up=next_label(player.program, book),
        ahead=None if player.phase in _HURT else ahead_of(player.program, book),
        movement=movement_of(
            sound.playhead,
            pictured,
            now_ms=step_ms,
            paused=sound.is_paused,
            speed=sound.speed,
            timing=timing,
        ),
        pictured=pictured_at(pictured) if pictured else None,
    )


def _place_shown(
    place: Place | None, shown: RoundShown | None, exercises: int, book: PhraseBook
) -> str:
    """The station of a round, or the number of the exercise among so many."""
    if shown and shown.total and shown.stations > 1:
        return station_label(shown, book)
    return place_label(place, exercises, book)


def _set_shown(place: Place | None, shown: RoundShown | None, book: PhraseBook) -> str:
    """The round or the set, and what it is done against."""
    counted = round_label(shown, book) if shown else set_label(place, book)
    return " · ".join(filter(None, (counted, resistance_label(place))))


def big_of(playhead: Playhead, *, now_ms: int, paused: bool, timing: SpeechTiming) -> Big | None:
    """The largest element of a screen: a count, a running time, or a paused time.

    Times are shifted by the sound delay, so that eyes and ears agree.
    """
    match playhead.step:
        case Work() as work if work.measure is Measure.COUNTS:
            return CountProgress(str(playhead.tally), _target_label(work))
        case Work(on_beat=True) as work:
            return CountProgress(playhead.label or "0", _target_label(work))
        case Work() as work:
            return _time_of(work, playhead, now_ms, paused, timing)
        case Break() as pause:
            left_ms = playhead.progress(now_ms).remaining_ms or 0
            if paused:
                return PausedTime(left_ms)
            end_ms = playhead.end_ms or now_ms
            total_ms = max(pause.duration_ms, end_ms - playhead.began_ms, 1)
            return Countdown(timing.heard_ms(end_ms), total_ms)
        case _:
            return None


def _target_label(work: Work) -> str:
    labels = [cue.label for unit in work.units for cue in unit.cues if cue.label]
    return labels[-1] if labels else str(round(work.target))


def _time_of(
    work: Work, playhead: Playhead, now_ms: int, paused: bool, timing: SpeechTiming
) -> Big:
    total_ms = round(work.target * 1000)
    held_ms = playhead.progress(now_ms).held_ms
    if paused or playhead.in_lead_in(now_ms):
        return PausedTime(held_ms if work.open_ended else total_ms - held_ms)
    began_ms = timing.heard_ms(playhead.began_ms)
    return Stopwatch(began_ms) if work.open_ended else Countdown(began_ms + total_ms, total_ms)


def movement_of(
    playhead: Playhead,
    place: Place | None,
    *,
    now_ms: int,
    paused: bool,
    speed: float,
    timing: SpeechTiming,
) -> Movement | None:
    """The movement at this place, as fast as the rep under way; None: it is a hold."""
    tempo = _tempo(place.exercise.counting) if place else ()
    if not tempo:
        return None
    under_way = None if paused else playhead.unit_under_way(now_ms)
    if under_way is None or not under_way.unit.counted:
        return Movement(_scaled(tempo, 1 / speed), None)
    scale = (under_way.ends_ms - under_way.began_ms) / under_way.unit.duration_ms
    return Movement(_scaled(tempo, scale), timing.heard_ms(under_way.began_ms))


def _tempo(counting: Counting) -> tuple[TempoPhase, ...]:
    match counting:
        case Reps(tempo=tempo):
            return tempo
        case Steps(beat_ms=beat_ms) | Letters(beat_ms=beat_ms):
            return (TempoPhase("", beat_ms),)
        case Timed() | UserPaced() | Distance():
            return (TempoPhase("", _CALM_MS),)
        case Hold() | OpenHold():
            return ()
        case other:
            assert_never(other)


def _scaled(tempo: tuple[TempoPhase, ...], scale: float) -> tuple[MovementPart, ...]:
    return tuple(MovementPart(part.word, round(part.duration_ms * scale)) for part in tempo)


def pictured_at(place: Place) -> Pictured:
    """Subject of the picture at this place."""
    exercise = place.exercise
    return Pictured(
        name=exercise.picture or exercise.slug,
        variation=place.variation,
        direction=place.direction,
        side=place.side,
        text=" ".join((exercise.position, *exercise.instructions.short)),
    )


def next_label(program: Program, book: PhraseBook) -> str:
    """The next work, named by what is new about it; empty in a talk, and where nothing follows."""
    here = program.place
    there = program.at(program.next_work).place
    if here is None or there is None or isinstance(program.step, Talk):
        return ""
    if there.item != here.item:
        new = [there.exercise.name, side_label(there, book)]
    elif there.set_number != here.set_number:
        new = [set_label(there, book), side_label(there, book)]
    else:
        new = [side_label(there, book)]
    return " · ".join(part for part in new if part)


def ahead_of(program: Program, book: PhraseBook) -> Ahead | None:
    """The set to get ready for in a break; None: this is not one, or nothing follows."""
    here, there = program.place, program.at(program.next_work).place
    if here is None or there is None or not isinstance(program.step, Break):
        return None
    return Ahead(
        exercise=there.exercise.name,
        place=place_label(there, len(program.routine.items), book),
        set_label=set_label(there, book),
        side=side_label(there, book),
        is_other=there.item != here.item,
    )


def place_label(place: Place | None, total: int, book: PhraseBook) -> str:
    """For example "Exercise 2 of 4"; empty outside of all exercises."""
    if place is None:
        return ""
    return book.sentence(phrase("screen.place", number=place.item + 1, total=total))


def set_label(place: Place | None, book: PhraseBook) -> str:
    """For example "Set 1 of 2"; empty when there is only one."""
    if place is None or place.exercise.sets == 1:
        return ""
    wanted = phrase("screen.set", number=place.set_number, total=place.exercise.sets)
    return book.sentence(wanted)


def resistance_label(place: Place | None) -> str:
    """For example "8 kg"; may be empty."""
    return place.exercise.resistance.text if place else ""


def side_label(place: Place | None, book: PhraseBook) -> str:
    """Side at work and direction, as far as there are any."""
    if place is None:
        return ""
    side = book.sentence(side_phrase(place.side, place.exercise)) if place.side else ""
    return " · ".join(part for part in (side, place.direction) if part)


def side_phrase(side: Side, exercise: Exercise) -> Phrase:
    """Name of a side of this exercise."""
    return phrase(f"side.{side.value}", side=exercise.side_word.value)
