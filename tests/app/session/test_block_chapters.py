"""Chapters of a workout with blocks: one for each block, and for each exercise outside of them."""

from tests.core.sample import CALF_RAISES, LANGUAGE, exercise
from voicecoach.app.session.chapters import Contents
from voicecoach.core.facts import PhaseEntered, PlaceReached
from voicecoach.core.phases import Phase
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.workout.block import Block, InRounds, OnTheClock
from voicecoach.core.workout.exercise import Hold, Timed
from voicecoach.core.workout.routine import Routine, RoutineItem

PLANK, SQUATS = exercise("plank", Hold(20_000)), exercise("squats", Timed(20_000, ()))
NAMED, UNNAMED = Block(0, InRounds(0), name="Legs"), Block(1, OnTheClock(0))
ROUTINE = Routine(
    "sample",
    "the sample",
    "A sample.",
    1,
    (
        RoutineItem(PLANK, 0, block=NAMED),
        RoutineItem(SQUATS, 0, block=NAMED),
        RoutineItem(SQUATS, 0, block=UNNAMED, period_ms=30_000),
        RoutineItem(PLANK, 0, block=UNNAMED, period_ms=30_000),
        RoutineItem(CALF_RAISES, 0),
    ),
)


def test_a_block_is_one_chapter_by_its_name_or_its_exercises() -> None:
    contents = Contents(ROUTINE, LANGUAGE.book)
    for at, step in enumerate(compile_steps(ROUTINE, ready_wait_ms=0)):
        if place := step.place:
            slug = place.exercise.slug
            contents.note(1000 * at, PlaceReached(place.item, slug, place.set_number, None, None))
        contents.note(1000 * at, PhaseEntered(step.phase.value, None))
    contents.note(99_000, PhaseEntered(Phase.SUMMARY.value, None))
    titles = [chapter.title for chapter in contents.chapters]
    assert titles == ["Welcome", "Legs", "Squats and Plank", "1. Calf raises", "The end"]
