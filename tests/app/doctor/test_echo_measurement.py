"""The measurement of the echo: once where it is clear, twice where something disturbed it."""

from collections.abc import Iterator

from voicecoach.app.doctor.echo_measurement import NOW_I_SPEAK, ONCE_MORE, measure_echo
from voicecoach.hearing.echo_report import EchoReport

NOISE_DB = -70.0
CLEAR = EchoReport(60, -35, -50, -45, clipped_share=0, recorded_db=-37)
DISTURBED = EchoReport(None, -35, -35, -45, clipped_share=0, recorded_db=-37)
HEADPHONES = EchoReport(None, -70, -70, -60, clipped_share=0, recorded_db=-69)


def measured(
    *reports: EchoReport, noise_db: float | None = NOISE_DB
) -> tuple[EchoReport, list[str], list[EchoReport]]:
    """The result of these measurements, what was told, and the measurements not made."""
    left: Iterator[EchoReport] = iter(reports)
    told: list[str] = []
    return measure_echo(lambda: next(left), noise_db, told.append), told, list(left)


def test_a_clear_echo_is_measured_once() -> None:
    assert measured(CLEAR, DISTURBED) == (CLEAR, [NOW_I_SPEAK], [DISTURBED])


def test_headphones_are_measured_once() -> None:
    assert measured(HEADPHONES, CLEAR) == (HEADPHONES, [NOW_I_SPEAK], [CLEAR])


def test_a_disturbed_measurement_is_repeated_once_and_the_user_is_told() -> None:
    assert measured(DISTURBED, CLEAR) == (CLEAR, [NOW_I_SPEAK, ONCE_MORE], [])
    assert measured(DISTURBED, DISTURBED, CLEAR) == (DISTURBED, [NOW_I_SPEAK, ONCE_MORE], [CLEAR])


def test_without_the_level_of_the_room_nothing_can_be_called_disturbed() -> None:
    assert measured(DISTURBED, CLEAR, noise_db=None) == (DISTURBED, [NOW_I_SPEAK], [CLEAR])
