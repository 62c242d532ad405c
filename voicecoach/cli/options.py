"""Options that several commands have: the settings file, and the voice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from voicecoach.settings import DEFAULT_WORDS_PER_MINUTE, read_settings

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


def settings_option(command: CommandT) -> CommandT:
    """Add --settings to a command; its options must come by their names in the file."""
    return click.option(
        "--settings",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=_from_file,
        expose_value=False,
        is_eager=True,
        help="Another settings file.",
    )(command)


def voice_options(command: CommandT) -> CommandT:
    """Add what decides how the coach sounds: its voice, how fast it speaks, and where."""
    options = (
        click.option(
            "--voice", envvar="VOICECOACH_VOICE", help="One of those of: voicecoach voices."
        ),
        click.option(
            "--words-per-minute",
            "--rate",
            "words_per_minute",
            type=click.IntRange(80, 400),
            default=DEFAULT_WORDS_PER_MINUTE,
            show_default=True,
            envvar="VOICECOACH_WORDS_PER_MINUTE",
            help="How fast the coach speaks.",
        ),
        click.option(
            "--device-out", envvar="VOICECOACH_DEVICE_OUT", help="Loudspeaker: number or name."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _from_file(ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    from voicecoach.cli.places import settings_file

    found = read_settings(value or settings_file())
    ctx.default_map = {key.replace("-", "_"): setting for key, setting in found.items()}
