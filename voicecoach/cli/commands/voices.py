"""`voicecoach voices`: the available voices, and samples of them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecoach.cli.json_output import json_option, print_json
from voicecoach.cli.options import language_option, voice_options
from voicecoach.cli.settings_option import settings_option

if TYPE_CHECKING:
    from voicecoach.cli.pages.voices import VoiceRow
    from voicecoach.core.phrases import PhraseBook


@click.command()
@click.option("--all", "show_all", is_flag=True, help="Include voices of other languages.")
@click.option("--sample", is_flag=True, help="Play a few words in the voice of --voice.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the sample to this .wav file instead.",
)
@json_option
@language_option
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
    language: str,
) -> None:
    """List the available voices, or play a sample of one.

    For example: voicecoach voices --voice system --sample
    """
    if sample or out:
        _sample(voice, words_per_minute, language, device_out, out)
        return
    from voicecoach.cli.pages.voices import print_voices, voice_rows

    rows: list[VoiceRow] = voice_rows(voice, language, show_all=show_all)
    if as_json:
        content = [row.as_json() for row in rows]
        print_json(content)
    else:
        print_voices(rows)


def _sample(
    voice: str | None,
    words_per_minute: int,
    language: str,
    device_out: str | None,
    out: Path | None,
) -> None:
    from voicecoach.app.own_content import usable_language

    text = " ".join(sample_sentences(usable_language(language).book))
    if out is None:
        from voicecoach.app.reading_aloud import read_with_devices

        click.echo(text)
        read_with_devices((text,), voice, words_per_minute, device_out, language)
        return
    from voicecoach.cli.pages.voices import write_sample

    write_sample(text, voice, words_per_minute, language, out)
    click.echo(f"{out}: {text}")


def sample_sentences(book: "PhraseBook") -> tuple[str, ...]:
    """Text of a sample: a hold, the countdown, and the rest."""
    from voicecoach.core.phrases import phrase

    wanted = (
        phrase("work.hold"),
        *(phrase("count", n=number) for number in (3, 2, 1)),
        phrase("rest.begin", n=30),
        phrase("summary.well-done"),
    )
    return tuple(book.sentence(one) for one in wanted)
