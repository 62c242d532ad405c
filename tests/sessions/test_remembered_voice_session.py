"""A workout by voice that is killed, gone on with by voice, and then told the same everywhere."""

import json
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import fitdecode
import pytest

from scripts.lab.room import Room
from scripts.lab.scripted_user import Line, Reply, ScriptedUser, coach_in, is_fact
from tests.cli.command import Run, runner_in
from tests.history.sessions import head, record
from voicecoach.core.facts import Fact, PhaseEntered, SessionEnded, SessionStarted, SetEnded
from voicecoach.core.workout.exercise import Measure, Side

pytestmark = [
    pytest.mark.room,
    pytest.mark.voice,
    pytest.mark.model,
    pytest.mark.long,
]

DATA = Path(__file__).parents[1] / "data"
COMMANDS = DATA / "commands"
CONTENT = DATA / "evening"
"""A routine of two short exercises, as a user has it in their settings directory."""
VOICE = "en-gb+f5"
"""Says what nobody recorded; training has heard nothing of it."""
UNCLEAR = frozenset({"resume"})
"""Recorded, but the model takes the recording for "start" or for nothing at times."""
DAY_S = 86_400
TIMEOUT_S = 300.0


def coach_says(sound: str) -> Callable[[Line], bool]:
    """The condition that the coach begins to say this."""
    return is_fact("Sounded", sound=sound)


@dataclass(frozen=True, slots=True)
class Turn:
    """A cue in the log, the words with which the user replies, and the intent that must follow."""

    when: Callable[[Line], bool]
    words: str
    intent: str


CHOICE = "Say resume to carry on gently, or skip to leave it for today."
ACCEPTABLE = "Four out of ten is still acceptable, but it shouldn't get worse."
TOLD = "You last did this 3 days ago. You did 7 and 6."
FIRST = [
    Turn(coach_says("Lower"), "ouch", "ouch"),
    Turn(coach_says("From zero to ten, how bad is it?"), "four", "number"),
    Turn(coach_says(CHOICE), "easier", "easier"),
    Turn(coach_says("Say resume to carry on."), "resume", "resume"),
    Turn(coach_says("Lower"), "how many left", "how-many-left"),
    Turn(is_fact("Sounded", rank="answer"), "last time", "last-time"),
    Turn(coach_says(TOLD), "resume", "resume"),
    Turn(is_fact("PlaceReached", set_number=2), "too easy", "too-easy"),
]
SECOND = [
    Turn(
        coach_says("You stopped in heel lifts, set 2. Shall we carry on from there?"), "yes", "yes"
    )
]


EARLIER: list[tuple[int, Fact]] = [
    (0, SessionStarted("evening")),
    (5_000, PhaseEntered("counting", "heel-lifts")),
    (40_000, SetEnded("heel-lifts", 1, None, None, Measure.REPS, 7.0, 7.0, True, False)),
    (48_000, PhaseEntered("counting", "heel-lifts")),
    (80_000, SetEnded("heel-lifts", 2, None, None, Measure.REPS, 6.0, 7.0, False, False)),
    (80_000, PhaseEntered("holding", "one-foot")),
    (90_000, SetEnded("one-foot", 1, Side.RIGHT, None, Measure.SECONDS, 5.0, 5.0, True, False)),
    (110_000, SetEnded("one-foot", 1, Side.LEFT, None, Measure.SECONDS, 5.0, 5.0, True, False)),
    (110_000, SessionEnded(True, 110_000, 4)),
]
"""The same routine, done to the end."""
AMID_A_SET = coach_says("Lower")
"""Cue of the first rep of the second set: all was said in the rest before."""


def replies_of(turns: Sequence[Turn], folder: Path) -> list[Reply]:
    """The turns in sound; what nobody recorded is spoken by a synthesizer."""
    return [Reply(turn.when, sound_of(turn.words, folder), intent=turn.intent) for turn in turns]


def sound_of(words: str, folder: Path) -> Path:
    """A recording of these words."""
    name = words.replace(" ", "-")
    recorded = COMMANDS / f"{name}.flac"
    if recorded.exists() and words not in UNCLEAR:
        return recorded
    spoken = folder / f"{name}.wav"
    if not spoken.exists():
        command = ["espeak-ng", "-v", VOICE, "-w", str(spoken), words]
        subprocess.run(command, check=True)
    return spoken


@dataclass(frozen=True, slots=True)
class Workout:
    """A workout in two sessions, and what its user can look at afterwards."""

    first: list[Line]
    second: list[Line]
    exit_code: int
    """Of the first one, which was killed."""
    folder: Path
    run: Run

    def facts(self, kind: str) -> list[Line]:
        """The facts of one kind, of both sessions."""
        return [line for line in (*self.first, *self.second) if line["fact"] == kind]

    @property
    def latest(self) -> dict[str, Any]:
        """The workout as `voicecoach history` has it."""
        _, latest = json.loads(self.run("history", "--json", "--sets").output)
        assert isinstance(latest, dict)
        return latest

    def in_all(self, exercise: str) -> dict[tuple[str, ...], float]:
        """Amounts of an exercise by side and variation, as the sessions counted them."""
        sums: dict[tuple[str, ...], float] = {}
        for done in self.facts("SetEnded"):
            if done["exercise"] == exercise:
                way = tuple(part for part in (done["side"], done["variation"]) if part)
                sums[way] = sums.get(way, 0) + done["amount"]
        return sums


@pytest.fixture(scope="module")
def workout(tmp_path_factory: pytest.TempPathFactory) -> Workout:
    """The workout of somebody whose foot hurts, and whose laptop dies in the second set."""
    folder = tmp_path_factory.mktemp("workout")
    shutil.copytree(CONTENT, folder / "config" / "voicecoach")
    run = runner_in(folder, now=None)
    _import_earlier(run, folder)
    arguments = ("evening", "--verbosity", "short", "--ready-wait", "3", "--rate", "220")
    with Room() as room, room.record() as loudspeaker:
        yes, no = COMMANDS / "yes.flac", COMMANDS / "no.flac"
        user = ScriptedUser(room, yes, no, loudspeaker)
        with coach_in(room, folder, *arguments, name="first") as coach:
            first = user.converse(coach, replies_of(FIRST, folder), TIMEOUT_S, kills=AMID_A_SET)
            exit_code = coach.process.wait()
        with coach_in(room, folder, *arguments, name="second") as coach:
            second = user.converse(coach, replies_of(SECOND, folder), TIMEOUT_S)
    return Workout(first, second, exit_code, folder, run)


def _import_earlier(run: Run, folder: Path) -> None:
    """Bring the workout of three days ago from another machine."""
    other = folder / "other"
    began_at_ms = round((time.time() - 3 * DAY_S) * 1000)
    history = other / "data" / "voicecoach" / "history.db"
    history.parent.mkdir(parents=True)
    record(history, EARLIER, head("a", began_at_ms))
    file = str(folder / "earlier.json")
    assert runner_in(other)("export", file).exit_code == 0
    assert "Added: 1 session" in run("import", file).output


def test_every_word_was_understood_in_its_order(workout: Workout) -> None:
    for lines, turns in ((workout.first, FIRST), (workout.second, SECOND)):
        heard = [
            (line["intent"], line["accepted"]) for line in lines if line["fact"] == "IntentHeard"
        ]
        assert heard == [(turn.intent, True) for turn in turns]


def test_the_coach_did_what_was_asked(workout: Workout) -> None:
    said = [line["sound"] for line in workout.facts("Sounded")]
    answers = [ACCEPTABLE, "That's 5 from here on.", TOLD]
    assert [words for words in said if words in answers] == answers
    (pain,) = workout.facts("PainReported")
    assert (pain["exercise"], pain["level"]) == ("heel-lifts", 4)
    wishes = [line["wish"] for line in workout.facts("DoseWished")]
    assert wishes == ["easier", "too-easy"]


def test_it_was_killed_amid_a_set_and_went_on_with_that_set(workout: Workout) -> None:
    assert workout.exit_code == -signal.SIGKILL
    assert [line["fact"] for line in workout.second].count("SessionResumed") == 1
    done = [
        [_place(line) for line in lines if line["fact"] == "SetEnded"]
        for lines in (workout.first, workout.second)
    ]
    assert done == [
        [("heel-lifts", 1, None)],
        [("heel-lifts", 2, None), ("one-foot", 1, "right"), ("one-foot", 1, "left")],
    ]
    assert all(line["completed"] for line in workout.facts("SetEnded"))
    (ended,) = workout.facts("SessionEnded")
    assert (ended["completed"], ended["sets"]) == (True, 3)


def test_the_history_tells_it_as_one_workout(workout: Workout) -> None:
    latest = workout.latest
    (ended,) = workout.facts("SessionEnded")
    assert (latest["routine"], latest["completed"], latest["sets"]) == ("evening", True, 3)
    assert latest["exercises"] == ["heel-lifts", "one-foot"]
    assert latest["pains"] == {"heel-lifts": 4}
    assert latest["efforts"]["heel-lifts"] == "easy"
    assert latest["active_ms"] == ended["active_ms"]
    own = ("exercise", "set_number", "side", "amount", "target", "completed", "variation")
    assert [[done[name] for name in own] for done in latest["done"]] == [
        [done[name] for name in own] for done in workout.facts("SetEnded")
    ]


def test_the_page_tells_the_same(workout: Workout) -> None:
    page = workout.folder / "progress.html"
    assert workout.run("progress", "--html", str(page)).exit_code == 0
    texts = _texts_of(page)
    assert texts[texts.index("workouts") - 1] == "2"
    began = datetime.fromisoformat(workout.latest["began"])
    last = f"Last time, on {began.day} {began:%B %Y}: "
    (lifts,) = (text for text in texts if text.startswith(last) and "reps" in text)
    told = lifts.removeprefix(last).removesuffix(" in all sets").split(", ")
    in_all = workout.in_all("heel-lifts")
    assert sorted(told) == sorted(
        " ".join((*way, f"{amount:.0f} reps")) for way, amount in in_all.items()
    )
    assert f"{last}right 5 s, left 5 s in all sets" in texts


def test_the_activity_file_tells_the_same(workout: Workout) -> None:
    file = workout.folder / "last.fit"
    assert workout.run("export", str(file)).exit_code == 0
    with fitdecode.FitReader(str(file), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        messages = [
            (frame.name, {field.name: field.value for field in frame.fields})
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage)
        ]
    names = {
        (fields["exercise_category"], fields["exercise_name"]): fields["wkt_step_name"]
        for kind, fields in messages
        if kind == "exercise_title"
    }
    told = [
        (
            names[fields["category"], fields["category_subtype"]],
            fields.get("repetitions") or fields["duration"],
        )
        for kind, fields in messages
        if kind == "set" and fields["set_type"] == "active"
    ]
    assert told == [
        (", ".join(_words(done)), pytest.approx(done["amount"], abs=0.1))
        for done in workout.facts("SetEnded")
    ]
    (session,) = (fields for kind, fields in messages if kind == "session")
    latest = workout.latest
    assert session["total_timer_time"] == pytest.approx(latest["active_ms"] / 1000, abs=0.01)
    # A FIT file knows whole seconds.
    began = datetime.fromisoformat(latest["began"])
    assert abs((session["start_time"] - began).total_seconds()) <= 1


def _words(done: Line) -> list[str]:
    """Name of a set: its exercise, side and variation."""
    name = {"heel-lifts": "Heel lifts", "one-foot": "One foot"}[done["exercise"]]
    return [name, *(part for part in (done["side"], done["variation"]) if part)]


def _place(line: Line) -> tuple[Any, ...]:
    return line["exercise"], line["set_number"], line["side"]


class _Texts(HTMLParser):
    """Gathers the texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a text that is not blank."""
        if data.strip():
            self.texts.append(data.strip())


def _texts_of(page: Path) -> list[str]:
    parser = _Texts()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.texts
