"""Converts the table of an exercise file (seconds) to the core's own type (milliseconds)."""

from voicecoach.content.counting_schema import milliseconds
from voicecoach.content.schema import ExerciseTable
from voicecoach.core.workout import exercise as core


def exercise(slug: str, table: ExerciseTable) -> core.Exercise:
    """The exercise that a table describes, without its variations."""
    return core.Exercise(
        slug=slug,
        name=table.name,
        position=table.position or "",
        safety=table.safety,
        instructions=table.told.to_core(),
        equipment=tuple(core.Equipment(item.name, item.substitute) for item in table.equipment),
        counting=table.counting.to_core(),
        sets=table.sets,
        rest_ms=milliseconds(table.rest_seconds),
        sides=table.sides,
        side_word=table.side_word,
        directions=tuple(table.directions),
        variations=(),
        cues=tuple(table.cues),
        muscles=tuple(core.Muscle(item.name, item.where) for item in table.muscles),
        loads=tuple(table.loads),
        benefits=tuple(table.benefits),
        cautions=tuple(core.Caution(item.when, item.text) for item in table.cautions),
        stop_sign=table.stop_sign or "",
        sources=tuple(core.Source(item.title, item.claim) for item in table.sources),
        picture=table.picture,
        change_ms=milliseconds(table.change_seconds),
        change=table.change,
        side_change=table.side_change,
        place=table.place,
        rig_ms=None if table.rig_seconds is None else milliseconds(table.rig_seconds),
    )
