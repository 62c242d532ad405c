"""Judgements on the doctor's measurements."""

from dataclasses import replace

import pytest

from voicecoach.app.doctor.findings import (
    MARGIN_DB,
    MOST_LOWERED_DB,
    CommandTrial,
    State,
    judge_commands,
    judge_echo,
    judge_microphone,
    judge_noise,
    starting_volume_db,
)
from voicecoach.hearing.echo_report import EchoReport

QUIET = EchoReport(delay_ms=60, echo_db=-40, residual_db=-60, threshold_db=-45, clipped_share=0)
LOUD = EchoReport(delay_ms=60, echo_db=-12, residual_db=-26, threshold_db=-20, clipped_share=0)


def tried(
    wanted: str, heard: str = "", *, doubtful: bool = False, level_db: float = -30
) -> CommandTrial:
    return CommandTrial(wanted, heard, heard == wanted, doubtful, level_db)


def test_exact_zeros_are_a_muted_microphone_or_a_missing_permission() -> None:
    finding = judge_microphone("mic", -120, only_zeros=True)
    assert finding.state is State.FAILED
    assert "permission" in finding.remedy
    assert judge_microphone("mic", -70, only_zeros=False).state is State.OK


@pytest.mark.parametrize(("noise_db", "state"), [(-70, State.OK), (-40, State.WARNING)])
def test_a_loud_room_is_a_warning(noise_db: float, state: State) -> None:
    assert judge_noise(noise_db).state is state


def test_a_quiet_echo_is_fine_and_the_volume_stays() -> None:
    assert judge_echo(QUIET, None).state is State.OK
    assert starting_volume_db(QUIET, None) == 0


def test_too_loud_an_echo_fails_with_headphones_as_the_remedy() -> None:
    finding = judge_echo(LOUD, None)
    assert finding.state is State.FAILED
    assert "headphones" in finding.remedy
    assert "down by 11 dB" in finding.remedy
    assert starting_volume_db(LOUD, None) == -11


def test_for_a_louder_user_the_coach_may_be_louder() -> None:
    assert judge_echo(LOUD, -15).state is State.OK
    assert starting_volume_db(LOUD, -15) == 0
    assert judge_echo(QUIET, -50).state is State.FAILED


def test_the_coach_is_never_lowered_out_of_hearing() -> None:
    assert starting_volume_db(replace(LOUD, threshold_db=0), None) == -MOST_LOWERED_DB


def test_a_distorted_echo_fails_however_loud_the_user_is() -> None:
    finding = judge_echo(replace(QUIET, clipped_share=0.1), None)
    assert finding.state is State.FAILED
    assert f"down by {MARGIN_DB:.0f} dB" in finding.remedy


def test_headphones_are_best() -> None:
    finding = judge_echo(replace(LOUD, delay_ms=None), None)
    assert finding.state is State.OK
    assert "headphones" in finding.remedy
    assert starting_volume_db(replace(LOUD, delay_ms=None), None) == 0


def test_a_disturbed_measurement_is_not_taken_for_headphones() -> None:
    disturbed = replace(QUIET, delay_ms=None, recorded_db=-40)
    finding = judge_echo(disturbed, None, -70)
    assert finding.state is State.WARNING
    assert finding.found.startswith("not measured")
    assert "doctor" in finding.remedy
    assert judge_echo(replace(disturbed, recorded_db=-65), None, -70).state is State.OK


@pytest.mark.parametrize(
    ("right", "state"), [(5, State.OK), (4, State.OK), (3, State.WARNING), (2, State.FAILED)]
)
def test_commands_are_counted(right: int, state: State) -> None:
    words = ("ready", "pause", "next", "stop", "how many left")
    finding = judge_commands(
        [tried(word, word if n < right else "") for n, word in enumerate(words)]
    )
    assert finding.state is state
    assert finding.found.startswith(f"{right} of 5 heard clearly")
    assert (finding.remedy == "") == (state is State.OK)


def test_the_finding_describes_each_command() -> None:
    finding = judge_commands(
        [tried("stop"), tried("next", "back"), tried("pause", "pause", doubtful=True)]
    )
    assert finding.found.endswith("stop not heard; next taken for back; pause unclear")


def test_a_user_who_speaks_too_softly_is_advised_to_speak_louder() -> None:
    assert "louder" in judge_commands([tried("next", "back", level_db=-60)]).remedy
    assert "clearly" in judge_commands([tried("next", "back", level_db=-30)]).remedy
