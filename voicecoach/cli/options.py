"""Options that several commands share."""

from collections.abc import Callable
from math import isnan
from pathlib import Path
from typing import Any

import click

from voicecoach.cli.command_type import CommandT
from voicecoach.settings_file import (
    DEFAULT_READY_WAIT_S,
    DEFAULT_WORDS_PER_MINUTE,
    LANGUAGE_VARIABLE,
)


class NumberRange(click.FloatRange):
    """A range of numbers, none of which is NaN: click (8) finds that in every range."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number; raises click.BadParameter."""
        number = float(super().convert(value, param, ctx))
        if isnan(number):
            self.fail(f"{value} is not in the range {self._describe_range()}.", param, ctx)
        return number


minutes_option = click.option(
    "--minutes", type=NumberRange(1, 180), help="Fit the session into this many minutes."
)
level_option = click.option(
    "--level",
    type=click.IntRange(1, 3),
    help="1 (easy) to 3 (hard): scales the dose; two levels also change the variation.",
)
side_option = click.option(
    "--side",
    "sides",
    type=click.Choice(["right", "left", "both"]),
    help="Train one side only. A routine with stages keeps to it until you choose both.",
)
verbosity_option = click.option(
    "--verbosity",
    "--wording",
    "verbosity",
    type=click.Choice(["auto", "full", "short", "minimal", "long"]),
    metavar="[auto|full|short|minimal]",
    callback=lambda _ctx, _parameter, level: "full" if level == "long" else level,
    default="auto",
    show_default=True,
    envvar=["VOICECOACH_VERBOSITY", "VOICECOACH_WORDING"],
    help="How much the coach says; questions, answers and warnings are always said. With auto, an "
    "exercise gets fewer words as you come to know it. --wording is an alias; its long means full.",
)
model_option = click.option(
    "--model",
    type=click.Path(path_type=Path),
    envvar="VOICECOACH_MODEL",
    help="Directory of another Vosk model.",
)
microphone_option = click.option(
    "--device-in", envvar="VOICECOACH_DEVICE_IN", help="Microphone: number or name."
)
person_option = click.option(
    "--person",
    metavar="NAME",
    default="me",
    envvar="VOICECOACH_PERSON",
    help="Person whose way to say the commands is used: see voicecoach teach.  [default: me]",
)
beeps_option = click.option(
    "--beeps/--no-beeps",
    default=False,
    envvar="VOICECOACH_BEEPS",
    help="Count with tones; every tenth and the last one sound different.",
)
speed_option = click.option(
    "--speed",
    type=NumberRange(0.5, 2.0),
    default=1.0,
    show_default=True,
    envvar="VOICECOACH_SPEED",
    help="Tempo factor of everything on a beat.",
)


def _default_language() -> str:
    # Late, because importing the core would slow the help of every command.
    from voicecoach.core.phrases import DEFAULT_LANGUAGE

    return DEFAULT_LANGUAGE


def _language(ctx: click.Context, parameter: click.Parameter, code: str) -> str:
    """A language that there is: a setting that names another one is left out."""
    if code == _default_language() or ctx.get_parameter_source(str(parameter.name)) is _TYPED:
        return code
    from voicecoach.app.own_content import wished_language

    return wished_language(code).code


_TYPED = click.core.ParameterSource.COMMANDLINE
language_option = click.option(
    "--language",
    metavar="CODE",
    default=_default_language,
    callback=_language,
    envvar=LANGUAGE_VARIABLE,
    help="Language of the coach; to add one: voicecoach new language CODE.  [default: en]",
)


def voice_options(command: CommandT) -> CommandT:
    """Add the options of the coach's sound: voice, speaking rate and loudspeaker."""
    options = (
        click.option(
            "--voice",
            envvar="VOICECOACH_VOICE",
            help="Voice of the coach: natural, system or a name; to list them: voicecoach voices.  "
            "[default: natural in English]",
        ),
        click.option(
            "--words-per-minute",
            "--rate",
            "words_per_minute",
            type=click.IntRange(80, 400),
            default=DEFAULT_WORDS_PER_MINUTE,
            show_default=True,
            envvar="VOICECOACH_WORDS_PER_MINUTE",
            help="Speaking rate of the coach.",
        ),
        click.option(
            "--device-out", envvar="VOICECOACH_DEVICE_OUT", help="Loudspeaker: number or name."
        ),
    )
    return _with_options(command, options)


def _script(
    _context: click.Context, parameter: click.Parameter, lines: tuple[str, ...]
) -> tuple[tuple[int, str], ...]:
    return tuple(_spoken_at(line, parameter) for line in lines)


_REHEARSAL_OPTIONS = (
    click.option(
        "--rehearse", is_flag=True, help="Print the whole session at once, without sound."
    ),
    click.option(
        "--say",
        "script",
        multiple=True,
        metavar="SECONDS:WORDS",
        callback=_script,
        help='With --rehearse: a command and when you say it, as in "12.5:pause". Repeatable.',
    ),
    click.option("--quiet", is_flag=True, help="Make no sound; show captions only."),
)
_LISTENING_OPTIONS = (
    click.option(
        "--listen/--no-listen",
        default=True,
        envvar="VOICECOACH_LISTEN",
        help="Listen for commands.",
    ),
    click.option(
        "--feedback/--no-feedback",
        default=True,
        envvar="VOICECOACH_FEEDBACK",
        help="Give a sign when you spoke to the coach and it did not understand.",
    ),
)
_WAIT_OPTIONS = (
    click.option(
        "--ready-wait",
        type=NumberRange(3, 600),
        default=DEFAULT_READY_WAIT_S,
        show_default=True,
        envvar="VOICECOACH_READY_WAIT",
        help='Seconds to wait for "ready" before starting anyway.',
    ),
    click.option(
        "--equipment-wait",
        type=NumberRange(3, 600),
        envvar="VOICECOACH_EQUIPMENT_WAIT",
        help="The same where you need equipment.  [default: as long as it takes]",
    ),
)
_HEARING_OPTIONS = (
    model_option,
    microphone_option,
    person_option,
)
_OUTPUT_OPTIONS = (
    click.option(
        "--duck/--no-duck",
        default=None,
        envvar="VOICECOACH_DUCK",
        help="Make other programs quieter while the coach speaks.  [default: where possible]",
    ),
    click.option(
        "--log",
        type=click.Path(path_type=Path, dir_okay=False),
        help="File for the session log.",
    ),
)


def page_options(command: CommandT) -> CommandT:
    """Add the options of the page beside the session."""
    options = (
        click.option(
            "--page/--no-page",
            default=False,
            envvar="VOICECOACH_PAGE",
            help="Show the session on a page in your browser.",
        ),
        click.option(
            "--share",
            is_flag=True,
            help="Serve the page to your local network as well; only those with its address, which "
            "is new each time, can see or do anything.",
        ),
    )
    return _with_options(command, options)


def session_options(command: CommandT) -> CommandT:
    """Add the options of a session: devices, verbosity, rehearsal and log."""
    options = (
        language_option,
        verbosity_option,
        beeps_option,
        *_REHEARSAL_OPTIONS,
        *_LISTENING_OPTIONS,
        *_WAIT_OPTIONS,
        *_HEARING_OPTIONS,
        voice_options,
        *_OUTPUT_OPTIONS,
    )
    return _with_options(command, options)


def rehearsed_script(
    script: tuple[tuple[int, str], ...], *, rehearse: bool
) -> tuple[tuple[int, str], ...] | None:
    """The script of --say; None without --rehearse. Raises UsageError if only --say is given."""
    if script and not rehearse:
        raise click.UsageError("--say needs --rehearse.")
    return script if rehearse else None


def person_options(command: CommandT) -> CommandT:
    """Add the options that norms and doses depend on; their values are not stored."""
    options = (
        click.option(
            "--birth-year",
            type=click.IntRange(1900, 2100),
            envvar="VOICECOACH_BIRTH_YEAR",
            help="For doses and comparison with people your age.",
        ),
        click.option(
            "--sex",
            type=click.Choice(["female", "male"]),
            envvar="VOICECOACH_SEX",
            help="For sex-specific norms.",
        ),
    )
    return _with_options(command, options)


def _with_options(command: CommandT, options: tuple[Callable[..., Any], ...]) -> CommandT:
    """Add options; the help lists them in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def _spoken_at(line: str, parameter: click.Parameter) -> tuple[int, str]:
    """Time, ms, and words of one --say."""
    seconds, colon, words = line.partition(":")
    try:
        at_ms = round(float(seconds) * 1000)
    except (ValueError, OverflowError):
        at_ms = -1
    if not colon or at_ms < 0 or not words.strip():
        raise click.BadParameter(
            f'expected SECONDS:WORDS such as "12.5:pause", got "{line}".', param=parameter
        )
    return at_ms, " ".join(words.lower().split())
