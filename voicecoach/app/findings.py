"""What the doctor makes of its measurements: a finding each, with what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from voicecoach.hearing.echo_report import EchoReport


class State(Enum):
    """How a check came out."""

    OK = "ok"
    WARNING = "warning"
    """A session works, and could be better."""
    FAILED = "failed"
    """Something of a session will not work."""
    SKIPPED = "skipped"
    """It could not be checked, because of something else."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check."""

    check: str
    state: State
    found: str
    remedy: str = ""
    """What to do; empty when there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A command the user was asked to say."""

    wanted: str
    """An intent's first wording."""
    heard: str
    """The wording that was heard; empty: none."""
    right: bool
    doubtful: bool
    level_db: float
    """How loud they spoke."""


USUAL_USER_DB = -28.0
"""How loud a command arrives from some steps away, where nobody has said one yet, in dBFS."""
LOUD_NOISE_DB = -45.0
FAINT_USER_DB = -50.0
MOST_CLIPPED = 0.001
MARGIN_DB = 3.0
MOST_LOWERED_DB = 12.0
"""A coach that is lowered by more is not heard from three metres."""
ENOUGH_RIGHT = 4
FEWEST_RIGHT = 3


def judge_microphone(name: str, level_db: float, *, only_zeros: bool) -> Finding:
    """Whether anything comes out of the microphone."""
    if only_zeros:
        return Finding(
            "microphone level",
            State.FAILED,
            f'nothing but exact zeros from "{name}"',
            "It is muted, or this program lacks the permission to use it: unmute it, or allow the "
            "terminal to use the microphone in the system's settings.",
        )
    return Finding("microphone level", State.OK, f'sound arrives from "{name}", {level_db:.0f} dB')


def judge_noise(noise_db: float) -> Finding:
    """Whether the room is quiet enough."""
    found = f"{noise_db:.0f} dB while nobody speaks"
    if noise_db <= LOUD_NOISE_DB:
        return Finding("noise floor", State.OK, found)
    return Finding(
        "noise floor",
        State.WARNING,
        f"{found}, which is loud",
        "Turn off fans and music, or lower the microphone's level in the system's settings.",
    )


def judge_echo(report: EchoReport, user_db: float | None) -> Finding:
    """Whether the user can be heard over the coach."""
    if not report.is_audible:
        return Finding(
            "echo",
            State.OK,
            "the microphone does not hear the loudspeaker",
            "That is best, as with headphones. If you heard nothing either, turn up the volume.",
        )
    found = (
        f"{report.echo_db:.0f} dB, {report.erle_db:.0f} dB of it taken out, "
        f"{report.delay_ms:.0f} ms late"
    )
    lower_db = too_loud_db(report, user_db)
    if lower_db <= 0 and report.clipped_share <= MOST_CLIPPED:
        return Finding("echo", State.OK, found)
    return Finding(
        "echo",
        State.FAILED,
        f"{found}: too much to be heard over",
        f"Use headphones, or turn the volume down by {max(lower_db, MARGIN_DB):.0f} dB, or move "
        "the loudspeaker away from the microphone.",
    )


def too_loud_db(report: EchoReport, user_db: float | None) -> float:
    """By how much the coach should be quieter; 0 or less: it need not be."""
    if not report.is_audible:
        return 0.0
    user_db = USUAL_USER_DB if user_db is None else user_db
    excess_db = report.threshold_db - user_db
    return excess_db + MARGIN_DB if excess_db > 0 else 0.0


def starting_volume_db(report: EchoReport, user_db: float | None) -> float:
    """At which volume a session should begin: 0, or below."""
    lower_db = round(too_loud_db(report, user_db), 1)
    return -min(MOST_LOWERED_DB, lower_db) if lower_db > 0 else 0.0


def judge_commands(tried: Sequence[Tried]) -> Finding:
    """How the commands that the user said were heard."""
    right = sum(one.right and not one.doubtful for one in tried)
    told = "; ".join(_told(one) for one in tried)
    found = f"{right} of {len(tried)} heard clearly: {told}"
    faint = [one for one in tried if one.heard and one.level_db < FAINT_USER_DB]
    if faint:
        remedy = "Speak louder, come nearer, or raise the microphone's level in the settings."
    else:
        remedy = "Say each word alone and clearly, when the coach has finished speaking."
    if right >= ENOUGH_RIGHT:
        return Finding("commands", State.OK, found)
    state = State.WARNING if right >= FEWEST_RIGHT else State.FAILED
    return Finding("commands", state, found, remedy)


def _told(one: Tried) -> str:
    if not one.heard:
        return f"{one.wanted} not heard"
    if not one.right:
        return f"{one.wanted} taken for {one.heard}"
    return f"{one.wanted} unclear" if one.doubtful else one.wanted
