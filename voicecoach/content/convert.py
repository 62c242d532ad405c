"""From the tables of a content file (seconds) to what the core works with (milliseconds)."""

from typing import assert_never

from voicecoach.content import schema
from voicecoach.core.workout import exercise as core


def milliseconds(seconds: float) -> int:
    """Seconds as the nearest whole number of milliseconds."""
    return round(seconds * 1000)


def exercise(slug: str, table: schema.ExerciseTable) -> core.Exercise:
    """The exercise that a file describes."""
    return core.Exercise(
        slug=slug,
        name=table.name,
        position=table.position,
        safety=table.safety,
        instructions=core.Instructions(
            long=tuple(table.instructions.long),
            short=tuple(table.instructions.short),
            minimal=tuple(table.instructions.minimal),
        ),
        equipment=tuple(core.Equipment(item.name, item.substitute) for item in table.equipment),
        counting=counting(table.counting),
        sets=table.sets,
        rest_ms=milliseconds(table.rest_seconds),
        sides=table.sides,
        side_word=table.side_word,
        directions=tuple(table.directions),
        variations=tuple(
            core.Variation(item.name, item.difficulty, item.instruction)
            for item in table.variations
        ),
        cues=tuple(table.cues),
        muscles=tuple(table.muscles),
        benefits=tuple(table.benefits),
        cautions=tuple(table.cautions),
        stop_sign=table.stop_sign,
        sources=tuple(core.Source(item.title, item.claim) for item in table.sources),
    )


def counting(table: schema.CountingTable) -> core.Counting:
    """The way of counting that a table describes."""
    match table:
        case schema.RepsTable():
            tempo = (core.TempoPhase(part.word, milliseconds(part.seconds)) for part in table.tempo)
            return core.Reps(table.count, tuple(tempo), table.open_ended)
        case schema.HoldTable():
            return core.Hold(milliseconds(table.seconds))
        case schema.OpenHoldTable():
            return core.OpenHold(milliseconds(table.cap_seconds))
        case schema.LettersTable():
            return core.Letters(table.first, table.last, milliseconds(table.beat_seconds))
        case schema.StepsTable():
            return core.Steps(table.count, milliseconds(table.beat_seconds), table.turn_every)
        case schema.UserPacedTable():
            return core.UserPaced(table.target, milliseconds(table.cap_seconds))
        case schema.TimeTable():
            return core.Timed(milliseconds(table.seconds), tuple(table.areas))
    assert_never(table)
