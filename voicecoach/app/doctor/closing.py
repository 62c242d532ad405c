"""The doctor's last words: the outcome, what was saved, and what the user may do next."""

from collections.abc import Iterator, Sequence

from voicecoach.app.doctor.findings import Finding, State
from voicecoach.app.doctor.measured import Measured
from voicecoach.program import program

_NEEDED_TO_TEACH = {"microphone level", "model"}


def closing_lines(
    findings: Sequence[Finding], measured: Measured, persons: Sequence[str]
) -> Iterator[str]:
    """The lines; `persons` have taught the coach how they say the commands."""
    if any(one.state is State.FAILED for one in findings):
        yield "Sessions work without what failed; the remedy is beside each failure."
    else:
        yield "Nothing failed."
    if measured.noise_db is not None:
        volume = f", at {measured.volume_db:+.0f} dB" if measured.volume_db else ""
        yield f"Measurements saved: sessions will start with them{volume}."
    sound = {one.check for one in findings if one.state in (State.OK, State.WARNING)}
    if sound >= _NEEDED_TO_TEACH and not persons:
        yield f"To teach the coach how you say the commands, in a minute: {program()} teach"
