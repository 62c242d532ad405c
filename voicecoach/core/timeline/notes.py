"""Notes of a routine, said at times of a set."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from voicecoach.core.effects import Rank
from voicecoach.core.phrases import verbatim
from voicecoach.core.timeline.steps import Cue, Work
from voicecoach.core.workout.conduct import Note


def with_notes(work: Work, notes: Sequence[Note]) -> Work:
    """The work with these sentences at their times; those after its end are left out."""
    ends_ms = list(accumulate(unit.duration_ms for unit in work.units))
    units = list(work.units)
    for note in notes:
        at = next((at for at, end_ms in enumerate(ends_ms) if note.at_ms < end_ms), None)
        if at is None:
            continue
        unit = units[at]
        begins_ms = ends_ms[at] - unit.duration_ms
        cue = Cue(note.at_ms - begins_ms, verbatim(note.text), Rank.CALL)
        cues = sorted((*unit.cues, cue), key=lambda one: one.at_ms)
        units[at] = replace(unit, cues=tuple(cues))
    return replace(work, units=tuple(units))
