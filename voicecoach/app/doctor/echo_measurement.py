"""Measures the coach's echo, and once more if the first measurement was disturbed."""

from collections.abc import Callable

from voicecoach.app.doctor.findings import is_unclear
from voicecoach.hearing.echo_report import EchoReport

NOW_I_SPEAK = "Now I speak, to hear how loud I am at the microphone. Please be quiet."
ONCE_MORE = (
    "That wasn't clear: something sounded, but not as I spoke it. I'll try once more. "
    "Please be quiet."
)


def measure_echo(
    measure: Callable[[], EchoReport], noise_db: float | None, tell: Callable[[str], None]
) -> EchoReport:
    """The echo, measured a second time if it was unclear; `tell` shows the user what happens.

    `noise_db` is the level of the room, None: unknown. Raises what `measure` raises.
    """
    tell(NOW_I_SPEAK)
    report = measure()
    if not is_unclear(report, noise_db):
        return report
    tell(ONCE_MORE)
    return measure()
