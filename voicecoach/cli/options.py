"""Options that several commands have: the settings file, and the voice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from voicecoach.settings_file import (
    DEFAULT_READY_WAIT_S,
    DEFAULT_WORDS_PER_MINUTE,
    read_settings,
)

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


minutes_option = click.option(
    "--minutes", type=click.FloatRange(1, 180), help="Fit the session to this time."
)
level_option = click.option(
    "--level",
    type=click.IntRange(1, 3),
    help="1 easy to 3 hard; the dose, and from two levels on the variation.",
)
wording_option = click.option(
    "--wording",
    type=click.Choice(["long", "short", "minimal"]),
    default="long",
    show_default=True,
    envvar="VOICECOACH_WORDING",
    help="How an exercise is announced.",
)
verbosity_option = click.option(
    "--verbosity",
    type=click.Choice(["full", "short", "minimal"]),
    default="full",
    show_default=True,
    envvar="VOICECOACH_VERBOSITY",
    help="How much is said; questions, answers and warnings always are.",
)
beeps_option = click.option(
    "--beeps/--no-beeps",
    default=False,
    envvar="VOICECOACH_BEEPS",
    help="Count in tones; every tenth and the last one differ.",
)
speed_option = click.option(
    "--speed",
    type=click.FloatRange(0.5, 2.0),
    default=1.0,
    show_default=True,
    envvar="VOICECOACH_SPEED",
    help="Tempo of everything on a beat.",
)


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
    return _with_options(command, options)


def session_options(command: CommandT) -> CommandT:
    """Add what a session needs: its devices, and how it is announced, rehearsed and logged."""
    options = (
        wording_option,
        verbosity_option,
        beeps_option,
        click.option(
            "--rehearse", is_flag=True, help="Print the whole session at once, without sound."
        ),
        click.option(
            "--say",
            "script",
            multiple=True,
            metavar="SECONDS:WORDS",
            help='With --rehearse: what the user says and when, such as "12.5:pause". Repeatable.',
        ),
        click.option("--quiet", is_flag=True, help="Make no sound; captions only."),
        click.option(
            "--listen/--no-listen", default=True, envvar="VOICECOACH_LISTEN", help="Hear commands."
        ),
        click.option(
            "--ready-wait",
            type=click.FloatRange(3, 600),
            default=DEFAULT_READY_WAIT_S,
            show_default=True,
            envvar="VOICECOACH_READY_WAIT",
            help='Seconds to wait for "ready" before beginning all the same.',
        ),
        click.option(
            "--model",
            type=click.Path(path_type=Path),
            envvar="VOICECOACH_MODEL",
            help="Directory of another Vosk model.",
        ),
        click.option(
            "--device-in", envvar="VOICECOACH_DEVICE_IN", help="Microphone: number or name."
        ),
        voice_options,
        click.option(
            "--duck/--no-duck",
            default=None,
            envvar="VOICECOACH_DUCK",
            help="Make other programs quieter while the coach speaks.  [default: where possible]",
        ),
        click.option(
            "--log", type=click.Path(path_type=Path, dir_okay=False), help="Session log file."
        ),
    )
    return _with_options(command, options)


def person_options(command: CommandT) -> CommandT:
    """Add what the norms depend on; nothing of it is remembered."""
    options = (
        click.option(
            "--birth-year",
            type=click.IntRange(1900, 2100),
            envvar="VOICECOACH_BIRTH_YEAR",
            help="To compare you with people of your age.",
        ),
        click.option(
            "--sex",
            type=click.Choice(["female", "male"]),
            envvar="VOICECOACH_SEX",
            help="For norms that tell the sexes apart.",
        ),
    )
    return _with_options(command, options)


def _with_options(command: CommandT, options: tuple[Callable[..., Any], ...]) -> CommandT:
    """Add options so that the help lists them in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def _from_file(ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    from voicecoach.places import settings_file

    found = read_settings(value or settings_file())
    ctx.default_map = {key.replace("-", "_"): setting for key, setting in found.items()}
