"""Answers to questions about the workout."""

from voicecoach.core.durations import LONGEST_IN_SECONDS_S, spoken_time
from voicecoach.core.phrases import Phrase, phrase, verbatim
from voicecoach.core.playback.playhead import Playhead
from voicecoach.core.playback.program import Program
from voicecoach.core.timeline.steps import Break, Work
from voicecoach.core.workout.exercise import Exercise, Measure

MINUTE_MS = 60_000


def how_many_left(program: Program, playhead: Playhead, now_ms: int) -> Phrase:
    """Answer to "how many left": of the set or the rest at hand, or else of the routine."""
    progress = playhead.progress(now_ms)
    match playhead.step:
        case Work() as work if work.measure is Measure.COUNTS:
            return phrase("left.counts", n=round(work.target) - progress.tally)
        case Work(on_beat=True, open_ended=True):
            return phrase("left.so-far", n=progress.units)
        case Work(on_beat=True) as work:
            left = sum(unit.counted for unit in work.units[progress.units :])
            return phrase(f"left.{work.measure.value}", n=left)
        case Work(open_ended=True):
            return phrase("left.open", n=progress.held_ms // 1000)
        case Work() as work:
            return seconds_left(round(work.target - progress.held_ms / 1000))
        case Break():
            return phrase("left.rest", n=round((progress.remaining_ms or 0) / 1000))
        case _:
            return phrase("left.exercises", n=_exercises_left(program))


def seconds_left(seconds: int) -> Phrase:
    """So many seconds left, in minutes if they are many."""
    if seconds <= LONGEST_IN_SECONDS_S:
        return phrase("left.seconds", n=seconds)
    return phrase("left.time", time=(spoken_time(seconds),))


def _exercises_left(program: Program) -> int:
    return len({step.place.item for step in program.steps[program.index :] if step.place})


def whats_next(program: Program) -> Phrase:
    """Answer to "what's next": the next work, named by what is new about it."""
    here = program.place
    if program.next_work == len(program.steps):
        return phrase("next.finish")
    there = program.steps[program.next_work].place
    assert there is not None, "work belongs to an exercise"
    if here is None or there.item != here.item:
        return phrase("next.exercise", name=there.exercise.name)
    if there.set_number != here.set_number:
        return phrase("next.set", number=there.set_number, total=there.exercise.sets)
    if there.side is not here.side and there.side:
        return phrase(f"next.{there.side.value}", side=there.exercise.side_word.value)
    if there.direction and there.direction != here.direction:
        return phrase("next.direction", direction=there.direction)
    return phrase("next.exercise", name=there.exercise.name)


def why(exercise: Exercise) -> Phrase:
    """Answer to "why": the muscles that an exercise works, and its first benefit."""
    muscles = [muscle.text for muscle in exercise.muscles]
    if muscles and exercise.benefits:
        return phrase("why", muscles=muscles, benefit=exercise.benefits[0])
    if muscles:
        return phrase("why-muscles", muscles=muscles)
    return verbatim(exercise.benefits[0]) if exercise.benefits else phrase("why-unknown")


def how(exercise: Exercise) -> Phrase:
    """Answer to "how": the instructions of an exercise, in full."""
    told = (exercise.position, *exercise.instructions.long)
    return verbatim(" ".join(filter(None, told)))


def which_side(program: Program) -> Phrase | None:
    """Answer to "which side": that at work, or the next one; None: outside of all exercises."""
    step = program.step
    at = program.next_work if isinstance(step, Break) else program.index
    place = program.at(at).place
    if place is None:
        return None
    side_word = place.exercise.side_word.value
    if place.side is None:
        return phrase("next.together", side=side_word)
    return phrase(f"next.{place.side.value}", side=side_word)


def how_am_i_doing(program: Program, active_ms: int) -> Phrase:
    """Answer to "how am I doing": the exercise at hand, and the time so far."""
    if program.place is None:
        return phrase("doing.end" if program.step is None else "doing.beginning")
    number, total = program.place.item + 1, len(program.routine.items)
    minutes = active_ms // MINUTE_MS
    if not minutes:
        return phrase("doing.place", number=number, total=total)
    return phrase("doing.so-far", number=number, total=total, n=minutes)


def what_time(since_midnight_ms: int) -> Phrase:
    """Answer to "what time is it", by a clock of twelve hours."""
    hours, minutes = divmod(since_midnight_ms // MINUTE_MS, 60)
    hour = (hours + 11) % 12 + 1
    if not minutes:
        return phrase("time.hour", hour=hour)
    return phrase("time.early" if minutes < 10 else "time.minutes", hour=hour, minutes=minutes)
