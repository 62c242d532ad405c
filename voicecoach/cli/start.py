"""`voicecoach start`: run a session."""

from pathlib import Path
from typing import Any

import click

from voicecoach.cli.names import complete_workout
from voicecoach.cli.options import settings_option, voice_options
from voicecoach.settings import DEFAULT_READY_WAIT_S


@click.command()
@click.argument("name", metavar="ROUTINE", shell_complete=complete_workout)
@click.option("--minutes", type=click.FloatRange(1, 180), help="Fit the session to this time.")
@click.option(
    "--level",
    type=click.IntRange(1, 3),
    help="1 easy to 3 hard; the dose, and from two levels on the variation.",
)
@click.option(
    "--wording",
    type=click.Choice(["long", "short", "minimal"]),
    default="long",
    show_default=True,
    envvar="VOICECOACH_WORDING",
    help="How an exercise is announced.",
)
@click.option(
    "--resume/--fresh",
    default=None,
    help="Go on with an unfinished workout, or leave it; without either you are asked.",
)
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
@click.option(
    "--ready-wait",
    type=click.FloatRange(3, 600),
    default=DEFAULT_READY_WAIT_S,
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
@voice_options
@click.option("--log", type=click.Path(path_type=Path, dir_okay=False), help="Session log file.")
@settings_option
def start(
    name: str,
    rehearse: bool,
    script: tuple[str, ...],
    level: int | None,
    minutes: float | None,
    wording: str,
    resume: bool | None,
    **options: Any,
) -> None:
    """Run a routine, or a single exercise: voicecoach start balance.

    It speaks, counts, and listens for words such as ready, pause, next, stop and help. Every word
    has a key, too: press h to hear which.
    """
    from voicecoach.cli.preparation import IfUnfinished, Wanted
    from voicecoach.core.announcing import Wording
    from voicecoach.settings import Settings

    chosen = IfUnfinished.RESUME if resume else IfUnfinished.BEGIN_AFRESH
    if_unfinished = IfUnfinished.ASK if resume is None else chosen
    wanted = Wanted(Wording(wording), level, minutes, if_unfinished)
    ready_wait_ms = round(options.pop("ready_wait") * 1000)
    settings = Settings(**options, ready_wait_ms=ready_wait_ms)
    if script and not rehearse:
        raise click.UsageError("--say goes with --rehearse.")
    if rehearse:
        from voicecoach.cli.rehearsal import rehearse_session

        rehearse_session(name, wanted, settings, script)
    else:
        from voicecoach.cli.live import run_session

        run_session(name, wanted, settings)
