"""The option --settings: the settings file answers for every option that was not given."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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


def _from_file(ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    from voicecoach.cli.places import settings_file
    from voicecoach.settings import read_settings

    found = read_settings(value or settings_file())
    ctx.default_map = {key.replace("-", "_"): setting for key, setting in found.items()}
