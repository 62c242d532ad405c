"""The settings file as defaults of a command's options."""

from pathlib import Path

import click

from voicecoach.cli.command_type import CommandT
from voicecoach.settings_file import Value


def settings_option(command: CommandT) -> CommandT:
    """Add --settings to a command; its options must have the names of the settings."""
    return click.option(
        "--settings",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=_from_file,
        expose_value=False,
        is_eager=True,
        help="Read this settings file instead.",
    )(command)


def _from_file(ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    from voicecoach.app.usable_settings import read_usable_settings
    from voicecoach.places import settings_file

    path = value or settings_file()
    found = read_usable_settings(path)
    if "wording" in found:
        found.setdefault("verbosity", found["wording"])
    options = {option.name: option for option in ctx.command.params}
    ctx.default_map = {
        name: setting
        for key, setting in found.items()
        if (name := key.replace("-", "_")) not in options
        or _is_valid(ctx, options[name], setting, f"{path}: {key}")
    }


def _is_valid(ctx: click.Context, option: click.Parameter, setting: Value, place: str) -> bool:
    """True if the option takes this setting; else the user is told that it is left out."""
    from voicecoach.app.telling import tell_once

    try:
        option.type_cast_value(ctx, setting)
    except click.BadParameter as error:
        tell_once(f"Left out: {place}: {error.message}")
        return False
    return True
