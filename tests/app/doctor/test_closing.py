"""The doctor's last words."""

from collections.abc import Sequence

from voicecoach.app.doctor.closing import closing_lines
from voicecoach.app.doctor.findings import Finding, State
from voicecoach.app.doctor.measured import Measured

HEARS = [Finding("microphone level", State.WARNING, ""), Finding("model", State.OK, "")]
DEAF = [Finding("microphone level", State.FAILED, ""), Finding("model", State.OK, "")]
MEASURED = Measured(None, None, noise_db=-60.0, volume_db=-3.0)


def said(
    findings: Sequence[Finding],
    measured: Measured = MEASURED,
    persons: Sequence[str] = (),
) -> list[str]:
    return list(closing_lines(findings, measured, persons))


def test_a_lesson_is_offered_to_whoever_can_be_heard() -> None:
    assert said(HEARS)[-1].endswith(" teach")


def test_no_lesson_is_offered_twice_or_without_a_microphone() -> None:
    assert not any("teach" in line for line in said(HEARS, persons=["me"]) + said(DEAF))


def test_failures_are_told() -> None:
    assert said(HEARS)[0] == "Nothing failed."
    assert "remedy" in said(DEAF)[0]


def test_measurements_are_told_with_a_changed_volume() -> None:
    assert "Measurements saved: sessions will start with them, at -3 dB." in said(HEARS)
    assert not any("saved" in line for line in said(HEARS, Measured(None, None)))
