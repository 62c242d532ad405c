"""Scores of steps on the clock of their block: nothing that is said moves them."""

from collections.abc import Iterable
from dataclasses import replace

from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.playback.score import (
    AFTER_WORK_MS,
    Score,
    countdown,
    in_a_row,
    in_order,
    lead_in_ms,
    led,
    seconds_left_call,
)
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.timeline.steps import LEAD_IN_MS, Break, Cue, Slot

_MOST_NEEDED = (
    *(Role.NAME, Role.SIDE, Role.DIRECTION, Role.CHANGE, Role.DOSE, Role.SET, Role.RESULT),
    *(Role.CAUTION, Role.INSTRUCTION, Role.REST),
)
"""Roles of the lines of a rest, the most needed first; the others come last."""


def score_clocked_break(
    pause: Break, lines: Iterable[Line], *, start_ms: int, end_ms: int, timing: SpeechTiming
) -> Score:
    """A rest until this time, with as many of these lines as fit before the countdown."""
    begins_ms = start_ms + AFTER_WORK_MS
    free_ms = end_ms - lead_in_ms(timing) - begins_ms
    cues, at_ms = in_a_row(_fitting(tuple(lines), free_ms, timing), begins_ms, timing)
    calls = (
        cue
        for cue in (*seconds_left_call(pause, end_ms), *countdown(end_ms - LEAD_IN_MS))
        if cue.at_ms - timing.lead_ms(cue.sound) >= max(start_ms, at_ms if cue.role else 0)
    )
    slot = pause.slot
    zero_ms = end_ms - slot.until_ms if slot else None
    return Score(led((*cues, *calls), timing), end_ms, began_ms=start_ms, zero_ms=zero_ms)


def _fitting(lines: tuple[Line, ...], free_ms: int, timing: SpeechTiming) -> tuple[Line, ...]:
    """Those of the lines that fit in this time, the most needed first, in their own order."""
    kept: list[int] = []
    for at in sorted(range(len(lines)), key=lambda at: _need(lines[at].role)):
        more = sorted((*kept, at))
        _, needs_ms = in_a_row([lines[each] for each in more], 0, timing)
        if needs_ms <= free_ms:
            kept = more
    return tuple(lines[at] for at in kept)


def _need(role: Role) -> int:
    return _MOST_NEEDED.index(role) if role in _MOST_NEEDED else len(_MOST_NEEDED)


def on_clock(score: Score, slot: Slot, zero_ms: int) -> Score:
    """Work that ends in its slot, on the clock of a block that began at this time."""
    if slot.is_last or not score.unit_ends_ms:
        return replace(score, zero_ms=zero_ms)
    over_ms, until_ms = score.unit_ends_ms[-1], zero_ms + slot.until_ms
    end_ms = min(over_ms, until_ms)
    cues = [cue for cue in score.cues if cue.sound is not Earcon.OVER and cue.begins_ms < end_ms]
    if over_ms < until_ms:
        # Without a rest the sound of the next set is enough.
        cues.append(Cue(end_ms, Earcon.OVER, Rank.CALL, unit=len(score.unit_ends_ms) - 1))
    return replace(score, cues=in_order(cues), end_ms=end_ms, zero_ms=zero_ms)
