"""`voicecoach doctor`: checks everything that a session needs."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voicecoach.cli.json_output import print_json
from voicecoach.cli.options import language_option, microphone_option, model_option, voice_options
from voicecoach.cli.settings_option import settings_option

if TYPE_CHECKING:
    from voicecoach.app.doctor.findings import Finding
    from voicecoach.app.doctor.measured import Measured

CHECK_WIDTH = 18


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option(
    "--words/--no-words",
    default=True,
    help="Test recognition: you'll be asked to say five commands.",
)
@model_option
@microphone_option
@language_option
@voice_options
@settings_option
def doctor(as_json: bool, words: bool, model: Path | None, **options: Any) -> None:
    """Check voice, devices, echo, speech model and recognition.

    This takes about a minute: the coach speaks, and asks you to say five commands. Later sessions
    start with the values measured here. The exit code is 0 if nothing failed.
    """
    from voicecoach.app.doctor.examination import Examination
    from voicecoach.app.doctor.findings import Finding, State
    from voicecoach.app.doctor.measured import write_measured
    from voicecoach.devices.native_messages import native_messages_silenced
    from voicecoach.places import measured_file
    from voicecoach.settings import Settings

    settings = Settings(**options, model=model, ready_wait_ms=0)
    found: list[Finding] = []
    with native_messages_silenced():
        examination = Examination(settings, _tell, asks=words)
        try:
            for finding in examination.findings():
                found.append(finding)
                if not as_json:
                    _print(finding)
        finally:
            examination.close()
    measured = examination.measured
    if measured.noise_db is not None:
        write_measured(measured_file(), measured)
    failed = [one for one in found if one.state is State.FAILED]
    if as_json:
        print_json(_json(found, measured))
    else:
        _print_end(found, measured)
    if failed:
        raise click.exceptions.Exit(1)


def _tell(text: str) -> None:
    click.echo(f"  {text}", err=True)


def _print(finding: "Finding") -> None:
    colors = {"ok": "green", "warning": "yellow", "failed": "red", "skipped": "bright_black"}
    state = finding.state.value
    mark = click.style(f"{state:<8}", fg=colors[state], bold=state == "failed")
    remedy = f" -> {finding.remedy}" if finding.remedy else ""
    click.echo(f"{mark} {finding.check:<{CHECK_WIDTH}} {finding.found}{remedy}")


def _print_end(found: "list[Finding]", measured: "Measured") -> None:
    from voicecoach.app.doctor.closing import closing_lines
    from voicecoach.app.teaching.taught import known_persons
    from voicecoach.places import folders

    click.echo()
    for line in closing_lines(found, measured, known_persons()):
        click.echo(line)
    for purpose, folder in folders().items():
        click.echo(f"{purpose.capitalize()} folder: {folder}")


def _json(found: "list[Finding]", measured: "Measured") -> dict[str, object]:
    from dataclasses import asdict

    from voicecoach.app.doctor.findings import State
    from voicecoach.places import folders

    findings = [asdict(one) | {"state": one.state.value} for one in found]
    return {
        "works": all(one.state is not State.FAILED for one in found),
        "findings": findings,
        "measured": asdict(measured),
        "folders": {purpose: str(folder) for purpose, folder in folders().items()},
    }
