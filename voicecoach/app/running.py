"""Runs a prepared session, live or as a rehearsal."""

from datetime import date
from typing import Any

import click

from voicecoach.app.preparation import Prepare
from voicecoach.content.norms import age_in
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.verbosity import Verbosity
from voicecoach.core.workout.norms import Person, Sex
from voicecoach.ports import SessionLog
from voicecoach.settings import Settings


def settings_of(
    *, ready_wait: float, verbosity: str, beeps: bool, speed: float = 1.0, **options: Any
) -> Settings:
    """The settings that options of these names give."""
    return Settings(
        **options,
        speed=speed,
        ready_wait_ms=round(ready_wait * 1000),
        delivery=Delivery(Verbosity(verbosity), beeps),
    )


def person_of(birth_year: int | None, sex: str | None) -> Person:
    """Whom the norms are looked up for."""
    return Person(age_in(birth_year, date.today()), Sex(sex) if sex else None)


def run(
    prepare: Prepare,
    settings: Settings,
    *,
    rehearse: bool,
    script: tuple[str, ...],
    watchers: tuple[SessionLog, ...] = (),
) -> None:
    """Run a session, or with `rehearse` print it as if the user said what the script says.

    `watchers` are told every fact. Raises VoicecoachError, and UsageError for a script that is not
    rehearsed or not understood.
    """
    if script and not rehearse:
        raise click.UsageError("--say goes with --rehearse.")
    if rehearse:
        from voicecoach.app.rehearsal import rehearse_session

        rehearse_session(prepare, settings, script, watchers)
    else:
        from voicecoach.app.live import run_session

        run_session(prepare, settings, watchers)
