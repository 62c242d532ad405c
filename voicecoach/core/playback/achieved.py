"""What was done of a set when it ended."""

from voicecoach.core.facts import Measure, SetEnded
from voicecoach.core.playback.playhead import Playhead
from voicecoach.core.timeline.steps import Work


def set_ended(playhead: Playhead, at_ms: int, *, by_user: bool) -> SetEnded | None:
    """The fact that the work at hand ended at this moment; None: nothing of it was done yet.

    At their own pace, who counted nothing aloud and then says that it is over (`by_user`) did all.
    """
    work = playhead.step
    if not isinstance(work, Work):
        return None
    position = playhead.position(at_ms)
    if work.measure is Measure.COUNTS:
        uncounted = work.target if by_user and position.held_ms else 0.0
        amount = min(float(position.tally), work.target) or uncounted
    elif work.on_beat:
        amount = float(sum(unit.counted for unit in work.units[: position.units]))
    else:
        amount = min(round(position.held_ms / 1000, 1), work.target)
    if amount <= 0:
        return None
    return SetEnded(
        exercise=work.place.exercise.slug,
        set_number=work.place.set_number,
        side=work.place.side,
        direction=work.place.direction,
        measure=work.measure,
        amount=amount,
        target=work.target,
        completed=amount >= work.target or (work.open_ended and work.measure is not Measure.COUNTS),
        open_ended=work.open_ended,
        variation=work.place.variation,
    )
