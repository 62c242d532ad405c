"""Whole sessions in the virtual audio room: steered by voice, and timed by the loudspeaker."""

from itertools import pairwise
from pathlib import Path

import pytest

from scripts.lab.kept_clips import kept_clips
from scripts.lab.onsets import onsets_of
from scripts.lab.room import RATE_HZ, Recording, Room, Samples
from scripts.lab.scripted_user import (
    REACTION_S,
    Line,
    Reply,
    ScriptedUser,
    coach_in,
    is_fact,
)
from voicecoach.sound.resampler import with_rate
from voicecoach.voice.clip_cache import ClipCache
from voicecoach.voice.vowel import with_vowel

pytestmark = [pytest.mark.room, pytest.mark.long(minutes=5)]

COMMANDS = Path(__file__).parents[1] / "data" / "commands"
COUNTS = 6
STEP_MS = 1500
"""The tempo of the heel-to-toe walk."""


def coach_says(sound: str) -> dict[str, str]:
    """Fields of a line of the log in which the coach says this."""
    return {"fact": "Sounded", "sound": sound}


def coach_is(phase: str) -> dict[str, str]:
    """Fields of a line of the log in which this phase begins."""
    return {"fact": "PhaseEntered", "phase": phase}


ASKED = coach_says("Shall we finish here?")
PROMPTED = coach_is("ready")
CONVERSATION = [
    (coach_says("If you're hurt or ill, see a professional first."), "ready", "ready"),
    (PROMPTED, "ready", "ready"),
    (coach_says("8"), "pause", "pause"),
    (coach_says("Paused."), "resume", "resume"),
    (coach_says("11"), "repeat", "repeat"),
    (coach_says("6"), "next", "next"),
    (coach_is("resting"), "next", "next"),
    (coach_says("8"), "next", "next"),
    (coach_is("rating"), "next", "next"),
    (PROMPTED, "ready", "ready"),
    (coach_says("Half way."), "louder", "louder"),
    (coach_says("Half way."), "down", "done"),
    (coach_is("resting"), "skip", "skip"),
    (PROMPTED, "ready", "ready"),
    (coach_says("Lower"), "how-many-left", "how-many-left"),
    (coach_says("3"), "stop", "stop"),
    (ASKED, "no", "no"),
    (coach_says("4"), "stop", "stop"),
    (ASKED, "yes", "yes"),
]
"""The cue, the recording that the user then plays, and the intent that must follow."""
AFTER_S = {"ready": 3.0, "louder": 1.2, "down": 1.2}
"""Delays of words that are said after the coach has finished speaking; all others interrupt it.
Talking over the coach is tested in the offline room, ten times in a session."""
AFTER_PROMPT_S = 5.5
"""The same where the coach first says how long it waits."""


Session = tuple[list[Line], Recording, Path]
"""The log of a session, what the loudspeaker sounded, and the user's folder."""


def only(lines: list[Line], fact: str) -> list[Line]:
    """The lines of one kind of fact."""
    return [line for line in lines if line["fact"] == fact]


@pytest.fixture(scope="module")
def session_by_voice(
    tmp_path_factory: pytest.TempPathFactory,
) -> Session:
    """The log of a session steered by voice alone, what the loudspeaker sounded, and its folder."""
    folder = tmp_path_factory.mktemp("session")
    replies = [
        Reply(
            is_fact(**when),
            COMMANDS / f"{word}.flac",
            after_s=AFTER_PROMPT_S if when == PROMPTED else AFTER_S.get(word, REACTION_S),
            intent=intent,
        )
        for when, word, intent in CONVERSATION
    ]
    with Room() as room, room.record() as recording, coach_in(room, folder, "balance") as coach:
        user = ScriptedUser(room, yes=COMMANDS / "yes.flac", no=COMMANDS / "no.flac")
        lines = user.converse(coach, replies, timeout_s=420)
    return lines, recording, folder


def test_every_command_was_understood_once_and_in_order(
    session_by_voice: Session,
) -> None:
    lines, _, _ = session_by_voice
    heard = [(line["intent"], line["accepted"]) for line in only(lines, "IntentHeard")]
    assert heard == [(intent, True) for _, _, intent in CONVERSATION]
    # Not every recording is clear to the model; the coach asks then, and its user says yes.
    assert len(only(lines, "IntentDoubted")) <= 5


def test_the_session_lasted_three_minutes_and_ended_as_asked(
    session_by_voice: Session,
) -> None:
    lines, _, _ = session_by_voice
    (ended,) = only(lines, "SessionEnded")
    assert not ended["completed"]
    assert lines[-1]["at_ms"] >= 180_000


def test_finished_sets_were_kept(session_by_voice: Session) -> None:
    lines, _, _ = session_by_voice
    done = [(line["exercise"], line["side"], line["completed"]) for line in only(lines, "SetEnded")]
    assert done == [
        ("heel-to-toe-walk", None, False),
        ("heel-to-toe-walk", None, False),
        ("single-leg-balance", "right", True),
        ("single-leg-balance", "left", False),
        ("arch-lifts", "right", False),
    ]


def test_a_hold_ends_where_the_word_down_began(
    session_by_voice: Session,
) -> None:
    lines, _, _ = session_by_voice
    (left,) = (line for line in only(lines, "SetEnded") if line["side"] == "left")
    (half_way,) = (
        line
        for line in only(lines, "Sounded")
        if line["sound"] == "Half way." and line["at_ms"] > only(lines, "SetEnded")[2]["at_ms"]
    )
    (down,) = (line for line in only(lines, "IntentHeard") if line["words"] == "down")
    began_ms = half_way["at_ms"] - 15_000
    heard_from_ms = down["began_ms"] - began_ms
    # The hold is counted from when the user heard it begin: the constant sound delay later.
    assert 0 < heard_from_ms - left["amount"] * 1000 <= 250
    assert down["at_ms"] > down["began_ms"]


def test_counts_are_played_on_the_beat_and_sound_in_order(session_by_voice: Session) -> None:
    lines, recording, folder = session_by_voice
    numbers = [str(number) for number in range(1, COUNTS + 1)]
    counts = [line for line in only(lines, "Sounded") if line["rank"] == "count"]
    runs = [counts[at : at + COUNTS] for at in range(len(counts))]
    whole = [run for run in runs if [line["sound"] for line in run] == numbers]
    walk = whole[0]
    # Of the log: a machine that stalls moves what sounds.
    assert {after["at_ms"] - before["at_ms"] for before, after in pairwise(walk)} == {STEP_MS}
    bank = kept_clips(folder)
    at_ms = 0.0
    for number in numbers:
        onsets_ms = _onsets_ms(bank, number, recording.samples)
        at_ms = next(onset_ms for onset_ms in onsets_ms if onset_ms > at_ms)


def _onsets_ms(bank: ClipCache, sentence: str, recording: Samples) -> list[float]:
    """Times in the recording at which the vowel of this count sounded, ms."""
    kept = bank.load(sentence)
    assert kept is not None, f"{sentence!r} was never rendered"
    clip = with_rate(with_vowel(kept), RATE_HZ)
    onsets = onsets_of(clip.samples, recording)
    return [(onset.frame + clip.vowel_frame) * 1000 / RATE_HZ for onset in onsets]
