"""Answers to questions about the workout."""

from voicecoach.core.phrases import Phrase, phrase, verbatim
from voicecoach.core.playback.playhead import Playhead
from voicecoach.core.playback.program import Program
from voicecoach.core.timeline.steps import Break, Work
from voicecoach.core.workout.exercise import Exercise


def how_many_left(program: Program, playhead: Playhead, now_ms: int) -> Phrase:
    """Answer to "how many left": of the set or the rest at hand, or else of the routine."""
    progress = playhead.progress(now_ms)
    match playhead.step:
        case Work() as work if work.measure.is_tallied:
            return phrase("left.counts", n=round(work.target) - progress.tally)
        case Work(on_beat=True, open_ended=True):
            return phrase("left.so-far", n=progress.units)
        case Work(on_beat=True) as work:
            left = sum(unit.counted for unit in work.units[progress.units :])
            return phrase(f"left.{work.measure.value}", n=left)
        case Work(open_ended=True):
            return phrase("left.open", n=progress.held_ms // 1000)
        case Work() as work:
            return phrase("left.seconds", n=round(work.target - progress.held_ms / 1000))
        case Break():
            return phrase("left.rest", n=round((progress.remaining_ms or 0) / 1000))
        case _:
            return phrase("left.exercises", n=_exercises_left(program))


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
    return phrase("why", muscles=muscles, benefit=exercise.benefits[0])


def how(exercise: Exercise) -> Phrase:
    """Answer to "how": the instructions of an exercise, in full."""
    return verbatim(" ".join((exercise.position, *exercise.instructions.long)))
