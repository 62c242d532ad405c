"""`voicecoach voices`: the available voices, and samples of them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecoach.cli.options import settings_option, voice_options

if TYPE_CHECKING:
    from voicecoach.cli.pages.voices import VoiceRow

SAMPLE = "Up. Hold. Lower. 1, 2, 3. Rest, 30 seconds. After that: Calf raises."


@click.command()
@click.option("--all", "show_all", is_flag=True, help="Include voices of other languages.")
@click.option("--sample", is_flag=True, help="Play a few words in the voice of --voice.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the sample to this .wav file instead.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@voice_options
@settings_option
def voices(
    show_all: bool,
    sample: bool,
    out: Path | None,
    as_json: bool,
    voice: str | None,
    words_per_minute: int,
    device_out: str | None,
) -> None:
    """List the available voices, or play a sample of one.

    For example: voicecoach voices --voice natural --sample
    """
    if sample or out:
        _sample(voice, words_per_minute, device_out, out)
        return
    from voicecoach.cli.pages.voices import print_voices, voice_rows

    rows: list[VoiceRow] = voice_rows(voice, show_all=show_all)
    if as_json:
        content = [row.as_json() for row in rows]
        click.echo(json.dumps(content, indent=2, ensure_ascii=False))
    else:
        print_voices(rows)


def _sample(
    voice: str | None, words_per_minute: int, device_out: str | None, out: Path | None
) -> None:
    if out is None:
        from voicecoach.app.reading_aloud import read_with_devices

        click.echo(SAMPLE)
        read_with_devices((SAMPLE,), voice, words_per_minute, device_out)
        return
    from voicecoach.cli.pages.voices import write_sample

    write_sample(SAMPLE, voice, words_per_minute, out)
    click.echo(f"{out}: {SAMPLE}")
