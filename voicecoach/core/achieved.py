"""What was done of a set when it ended."""

from voicecoach.core.playhead import Playhead
from voicecoach.core.records import Measure, SetEnded
from voicecoach.core.steps import Work


def set_ended(playhead: Playhead, at_ms: int, *, by_user: bool) -> SetEnded | None:
    """The fact that the work at hand ended at this moment; None: nothing of it was done yet.

    Nobody counts along with the user's own pace: such a set is done when the user says so
    (`by_user`), and otherwise nothing is known of it.
    """
    work = playhead.step
    if not isinstance(work, Work):
        return None
    position = playhead.position(at_ms)
    if work.measure is Measure.COUNTS:
        amount = work.target if by_user and position.held_ms else 0.0
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
        completed=work.open_ended or amount >= work.target,
        open_ended=work.open_ended,
    )
