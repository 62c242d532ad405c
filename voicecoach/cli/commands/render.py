"""`voicecoach render`: writes a whole session as one sound file, to take along."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voicecoach.cli.clock import given_at
from voicecoach.cli.completion_names import complete_workout
from voicecoach.cli.options import (
    NumberRange,
    beeps_option,
    language_option,
    level_option,
    minutes_option,
    person_options,
    side_option,
    speed_option,
    verbosity_option,
    voice_options,
)
from voicecoach.cli.settings_option import settings_option

if TYPE_CHECKING:
    from voicecoach.app.session.rendering import RenderedSession
    from voicecoach.settings import Settings

DEFAULT_POSITION_S = 10


@click.command()
@click.argument("name", metavar="ROUTINE", shell_complete=complete_workout)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Output file: .mp3, .ogg, .flac or .wav.  [default: ROUTINE.mp3]",
)
@click.option("--force", is_flag=True, help="Overwrite existing files.")
@minutes_option
@level_option
@side_option
@click.option(
    "--week",
    type=click.IntRange(1),
    help="Week of a routine with stages.  [default: the one that is due]",
)
@verbosity_option
@beeps_option
@speed_option
@click.option(
    "--get-ready",
    type=NumberRange(0, 600),
    default=DEFAULT_POSITION_S,
    show_default=True,
    help="Seconds to get into position for each exercise.",
)
@person_options
@language_option
@voice_options
@settings_option
def render(
    name: str,
    out: Path | None,
    force: bool,
    level: int | None,
    minutes: float | None,
    sides: str | None,
    week: int | None,
    verbosity: str,
    beeps: bool,
    get_ready: float,
    birth_year: int | None,
    sex: str | None,
    **options: Any,
) -> None:
    """Write a whole session as one sound file.

    For example: voicecoach render balance -o balance.mp3

    The file has a chapter for each exercise; a text file next to it contains every spoken word.
    Nothing in it waits for a command: there is time to get into position, and open-ended holds last
    their maximum.
    """
    from voicecoach.app.session.preparing import WantedSides, WorkoutRequest
    from voicecoach.app.session.rendering import SoundFormat, write_session
    from voicecoach.app.user_person import person_of
    from voicecoach.cli.progress_bar import progress_bar

    options.pop("device_out")
    wanted = WorkoutRequest(
        level,
        minutes,
        WantedSides(sides) if sides else None,
        person=person_of(birth_year, sex, given_at().date()),
        is_heard=False,
        week=week,
    )
    settings = _settings(options, get_ready_s=get_ready, verbosity=verbosity, beeps=beeps)
    path = out or Path(f"{name}.mp3")
    done = write_session(
        name,
        wanted,
        settings,
        SoundFormat.of(path),
        path,
        now_s=given_at().timestamp(),
        replace=force,
        open_bar=progress_bar,
    )
    _print_result(done)


def _settings(
    options: Mapping[str, Any], *, get_ready_s: float, verbosity: str, beeps: bool
) -> "Settings":
    """Settings of a file, in which nothing is listened for."""
    from voicecoach.settings import Settings, wished_verbosity

    return Settings(
        **options,
        listen=False,
        ready_wait_ms=round(get_ready_s * 1000),
        verbosity=wished_verbosity(verbosity),
        beeps=beeps,
    )


def _print_result(done: "RenderedSession") -> None:
    click.echo(
        f"{done.path}: {done.length_ms // 60_000}:{done.length_ms // 1000 % 60:02d} minutes, "
        f"{done.chapters} chapters, {done.path.stat().st_size / 1e6:.1f} MB "
        f"(made in {done.took_s:.1f} s)"
    )
    click.echo(f"{done.text_path}: every spoken word, with times")
