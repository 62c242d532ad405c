"""Runs a session, live or as a rehearsal."""

from typing import TYPE_CHECKING, Any

from voicecoach.settings import FADING, Settings, wished_verbosity

if TYPE_CHECKING:
    # Late at run time: the voice begins to load before numpy and the content are imported.
    from voicecoach.app.session.preparation import Prepare
    from voicecoach.app.session.rehearsal import Script
    from voicecoach.ports import SessionLog

REHEARSED_EQUIPMENT_WAIT_S = 30.0
"""Wait for equipment in a rehearsal."""


def settings_of(
    *,
    ready_wait: float,
    equipment_wait: float | None,
    verbosity: str,
    speed: float = 1.0,
    is_rehearsal: bool = False,
    **options: Any,
) -> Settings:
    """Settings from the options of the same names.

    In a rehearsal nothing waits without end, as nobody may be there to say "ready".
    """
    if equipment_wait is None and is_rehearsal:
        equipment_wait = REHEARSED_EQUIPMENT_WAIT_S
    return Settings(
        equipment_wait_ms=None if equipment_wait is None else round(equipment_wait * 1000),
        **options,
        speed=speed,
        ready_wait_ms=round(ready_wait * 1000),
        verbosity=wished_verbosity(verbosity),
        fades=verbosity == FADING,
    )


def run(
    prepare: "Prepare",
    settings: Settings,
    *,
    now_s: float,
    script: "Script | None",
    watchers: "tuple[SessionLog, ...]" = (),
) -> None:
    """Run a session, or rehearse it with the script, if there is one.

    `now_s` is the time to which the history is read, in seconds since 1970, UTC; `watchers` get
    every fact. Raises VoicecoachError.
    """
    if script is not None:
        from voicecoach.app.session.rehearsal import rehearse_session

        rehearse_session(prepare, settings, script, watchers, now_s=now_s)
    else:
        from voicecoach.app.session.live import run_session

        run_session(prepare, settings, watchers, now_s=now_s)
