"""Judges the doctor's measurements: one finding each, with a remedy."""

from collections.abc import Sequence
from enum import Enum

from voicecoach.dataclass import dataclass
from voicecoach.hearing.echo_report import EchoReport
from voicecoach.program import program


class State(Enum):
    """Result of a check."""

    OK = "ok"
    WARNING = "warning"
    """Sessions work, but could work better."""
    FAILED = "failed"
    """A part of sessions will not work."""
    SKIPPED = "skipped"
    """Not checked, because of another failure."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Outcome of one check."""

    check: str
    state: State
    found: str
    remedy: str = ""
    """Instruction for the user; empty if nothing has to be done."""


@dataclass(frozen=True, slots=True)
class CommandTrial:
    """A command that the user was asked to say, and its recognition."""

    wanted: str
    """First wording of the intent."""
    heard: str
    """Recognized wording; empty if none."""
    is_right: bool
    is_doubtful: bool
    level_db: float
    """Level of the user's voice, dBFS."""


USUAL_USER_DB = -28.0
"""Typical level of a command from some steps away, until it is measured."""
LOUD_NOISE_DB = -45.0
SOFT_USER_DB = -50.0
MOST_CLIPPED = 0.001
MARGIN_DB = 3.0
OVER_NOISE_DB = 10.0
"""This much above the room's noise, it was not that noise alone."""
MOST_LOWERED_DB = 12.0
"""Largest reduction of the volume: below it, the coach can't be heard from three metres."""
ENOUGH_RIGHT = 4
FEWEST_RIGHT = 3


def judge_microphone(name: str, level_db: float, *, only_zeros: bool) -> Finding:
    """Judge the level of the microphone."""
    if only_zeros:
        return Finding(
            "microphone level",
            State.FAILED,
            f'only exact zeros from "{name}"',
            "It is muted, or this program has no permission to use it: unmute it, or allow the "
            "terminal to use the microphone in the system's settings.",
        )
    return Finding("microphone level", State.OK, f'sound arrives from "{name}", {level_db:.0f} dB')


def judge_noise(noise_db: float) -> Finding:
    """Judge the noise of the room."""
    found = f"{noise_db:.0f} dB while nobody speaks"
    if noise_db <= LOUD_NOISE_DB:
        return Finding("noise floor", State.OK, found)
    return Finding(
        "noise floor",
        State.WARNING,
        f"{found}, which is loud",
        "Turn off fans and music, or lower the microphone's level in the system's settings.",
    )


def is_unclear(report: EchoReport, noise_db: float | None) -> bool:
    """True if something sounded while the coach spoke, but no steady echo was found in it.

    With headphones nothing sounds but the room's noise. Talk in the room, or a machine too busy
    to keep sound in time, hides an echo; `noise_db` None: unknown.
    """
    if report.is_audible or noise_db is None:
        return False
    return report.recorded_db > noise_db + OVER_NOISE_DB


def judge_echo(report: EchoReport, user_db: float | None, noise_db: float | None = None) -> Finding:
    """Judge whether the user can be recognized while the coach speaks; `user_db` None: typical."""
    if is_unclear(report, noise_db):
        return Finding(
            "echo",
            State.WARNING,
            "not measured: something else sounded, or the computer was too busy",
            f"Sessions work without it. Once it is quiet, run: {program()} doctor",
        )
    if not report.is_audible:
        return Finding(
            "echo",
            State.OK,
            "the microphone does not hear the loudspeaker",
            "That is best, as with headphones. If you heard nothing either, turn up the volume.",
        )
    found = (
        f"{report.echo_db:.0f} dB, reduced by {report.erle_db:.0f} dB, "
        f"delayed by {report.delay_ms:.0f} ms"
    )
    lower_db = too_loud_db(report, user_db)
    if lower_db <= 0 and report.clipped_share <= MOST_CLIPPED:
        return Finding("echo", State.OK, found)
    return Finding(
        "echo",
        State.FAILED,
        f"{found}: too loud to recognize you over it",
        f"Use headphones, or turn the volume down by {max(lower_db, MARGIN_DB):.0f} dB, or move "
        "the loudspeaker away from the microphone.",
    )


def too_loud_db(report: EchoReport, user_db: float | None) -> float:
    """Reduction of the coach's volume that is needed, dB; 0 if none."""
    if not report.is_audible:
        return 0.0
    user_db = USUAL_USER_DB if user_db is None else user_db
    excess_db = report.threshold_db - user_db
    return excess_db + MARGIN_DB if excess_db > 0 else 0.0


def starting_volume_db(report: EchoReport, user_db: float | None) -> float:
    """Volume at which sessions should begin, dB: 0 or below."""
    lower_db = round(too_loud_db(report, user_db), 1)
    return -min(MOST_LOWERED_DB, lower_db) if lower_db > 0 else 0.0


def judge_commands(trials: Sequence[CommandTrial]) -> Finding:
    """Judge the recognition of the commands that the user said."""
    right = sum(one.is_right and not one.is_doubtful for one in trials)
    described = "; ".join(_described(one) for one in trials)
    found = f"{right} of {len(trials)} heard clearly: {described}"
    soft = [one for one in trials if one.heard and one.level_db < SOFT_USER_DB]
    if soft:
        remedy = "Speak louder, come nearer, or raise the microphone's level in the settings."
    else:
        remedy = "Say each word alone and clearly, when the coach has finished speaking."
    if right >= ENOUGH_RIGHT:
        return Finding("commands", State.OK, found)
    state = State.WARNING if right >= FEWEST_RIGHT else State.FAILED
    return Finding("commands", state, found, remedy)


def _described(one: CommandTrial) -> str:
    if not one.heard:
        return f"{one.wanted} not heard"
    if not one.is_right:
        return f"{one.wanted} taken for {one.heard}"
    return f"{one.wanted} unclear" if one.is_doubtful else one.wanted
