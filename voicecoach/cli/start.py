"""`voicecoach start`: run a session."""

from pathlib import Path
from typing import Any

import click


def _from_file(ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    """Let the settings file answer for every option that was not given."""
    from voicecoach.cli.places import settings_file
    from voicecoach.settings import read_settings

    found = read_settings(value or settings_file())
    ctx.default_map = {key.replace("-", "_"): setting for key, setting in found.items()}


@click.command()
@click.argument("routine")
@click.option("--rehearse", is_flag=True, help="Print the whole session at once, without sound.")
@click.option(
    "--say",
    "script",
    multiple=True,
    metavar="SECONDS:WORDS",
    help='With --rehearse: what the user says and when, such as "12.5:pause". Repeatable.',
)
@click.option("--quiet", is_flag=True, help="Make no sound; captions only.")
@click.option(
    "--listen/--no-listen", default=True, envvar="VOICECOACH_LISTEN", help="Hear commands."
)
@click.option(
    "--speed",
    type=click.FloatRange(0.5, 2.0),
    default=1.0,
    show_default=True,
    envvar="VOICECOACH_SPEED",
    help="Tempo of everything on a beat.",
)
@click.option("--voice", envvar="VOICECOACH_VOICE", help="Voice of the speech engine.")
@click.option(
    "--words-per-minute",
    type=click.IntRange(80, 400),
    default=160,
    show_default=True,
    envvar="VOICECOACH_WORDS_PER_MINUTE",
    help="How fast the coach speaks.",
)
@click.option(
    "--ready-wait",
    type=click.FloatRange(3, 600),
    default=20,
    show_default=True,
    envvar="VOICECOACH_READY_WAIT",
    help='Seconds to wait for "ready" before beginning all the same.',
)
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    envvar="VOICECOACH_MODEL",
    help="Directory of another Vosk model.",
)
@click.option("--device-in", envvar="VOICECOACH_DEVICE_IN", help="Microphone: number or name.")
@click.option("--device-out", envvar="VOICECOACH_DEVICE_OUT", help="Loudspeaker: number or name.")
@click.option("--log", type=click.Path(path_type=Path, dir_okay=False), help="Session log file.")
@click.option(
    "--settings",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_from_file,
    expose_value=False,
    is_eager=True,
    help="Another settings file.",
)
def start(routine: str, rehearse: bool, script: tuple[str, ...], **options: Any) -> None:
    """Run the session ROUTINE, for example: voicecoach start balance.

    It speaks, counts, and listens for words such as ready, pause, next, stop and help. Every word
    has a key, too: press h to hear which.
    """
    from voicecoach.settings import Settings

    ready_wait_ms = round(options.pop("ready_wait") * 1000)
    settings = Settings(**options, ready_wait_ms=ready_wait_ms)
    if script and not rehearse:
        raise click.UsageError("--say goes with --rehearse.")
    if rehearse:
        from voicecoach.cli.rehearsal import rehearse_session

        rehearse_session(routine, settings, script)
    else:
        from voicecoach.cli.live import run_session

        run_session(routine, settings)
