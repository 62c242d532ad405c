"""Sessions that remember each other, in virtual time, with a real history in a directory."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scripts.lab.bundled_content import bundled_content
from voicecoach.app.session.preparing import IfUnfinished, WorkoutRequest, prepare
from voicecoach.app.session.session_log import SeveralLogs
from voicecoach.coach import Coach
from voicecoach.core.effects import Rank
from voicecoach.core.events import DeviceLost, Event
from voicecoach.core.facts import (
    DoseGiven,
    Effort,
    EffortRated,
    Fact,
    IntentHeard,
    MorningAnswered,
    PainReported,
    SessionEnded,
    SessionResumed,
    SetEnded,
)
from voicecoach.core.progression.whole_sets import count_whole_sets
from voicecoach.core.verbosity import Verbosity
from voicecoach.errors import ContentError, HistoryError
from voicecoach.history.decisions import Decided, Decision, decide
from voicecoach.history.opening import writing
from voicecoach.history.past_sessions import StoredHistory
from voicecoach.history.recorder import HistoryRecorder
from voicecoach.history.writing import SessionHead
from voicecoach.settings import Settings
from voicecoach.simulation.scripted import (
    EstimatedVoice,
    ScriptedInbox,
    ScriptEndedError,
    heard,
    without_devices,
)
from voicecoach.voice.speech_length import estimated_length_ms

pytestmark = pytest.mark.slow

HOUR_S = 3600.0
DAY_S = 24 * HOUR_S
BEGAN_S = 1_800_000_000.0
SETTINGS = Settings(
    words_per_minute=160,
    listen=False,
    quiet=True,
    ready_wait_ms=3000,
    equipment_wait_ms=3000,
    verbosity=Verbosity.MINIMAL,
)


@dataclass
class Witness:
    """Sees what is kept and what is said, and kills the session at a fact of this kind."""

    killed_at: tuple[type[Fact], int] | None = None
    facts: list[Fact] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def note(self, at_ms: int, fact: Fact) -> None:
        self.facts.append(fact)
        if self.killed_at:
            kind, times = self.killed_at
            if sum(isinstance(one, kind) for one in self.facts) == times:
                raise KilledError

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        if rank:
            self.said.append(sound)

    def of(self, kind: type[Fact]) -> list[Fact]:
        return [fact for fact in self.facts if isinstance(fact, kind)]


class KilledError(Exception):
    """The process is gone."""


@dataclass
class Home:
    """A user's data directory, and sessions in it."""

    folder: Path
    lost: list[Event] = field(default_factory=list)

    @property
    def history(self) -> Path:
        return self.folder / "history.db"

    def session(
        self,
        name: str,
        script: Iterable[tuple[int, Event]] = (),
        *,
        after_s: float = 0.0,
        killed_at: tuple[type[Fact], int] | None = None,
        if_unfinished: IfUnfinished = IfUnfinished.ASK,
    ) -> Witness:
        """Play a session at this time until it ends or is killed."""
        now_s = BEGAN_S + after_s
        wanted = WorkoutRequest(if_unfinished=if_unfinished)
        history = StoredHistory(self.history, now_s)
        content = bundled_content(self.folder / "familiar.json")
        preparation = prepare(name, wanted, SETTINGS, content, history, now_s=now_s)
        language = preparation.language
        voice = EstimatedVoice(lambda text: estimated_length_ms(text, 160))
        witness = Witness(killed_at)
        head = SessionHead(f"{round(after_s):032x}", round(now_s * 1000), 0, "0.1", None)
        recorder = HistoryRecorder(self.history, head, self.lost.append)
        parts = without_devices(ScriptedInbox(script), voice, SeveralLogs(recorder, witness))
        session = preparation.session(voice, sound_delay_ms=0)
        with suppress(KilledError, ScriptEndedError):
            Coach(session, parts, book=language.book, vocabulary=language.vocabulary).run()
        recorder.close()
        return witness


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def sets_of(witness: Witness) -> list[tuple[str, int]]:
    return [
        (fact.exercise, fact.set_number) for fact in witness.facts if isinstance(fact, SetEnded)
    ]


def test_a_killed_workout_is_gone_on_with_by_voice_and_told_as_one(home: Home) -> None:
    killed = home.session("strength", killed_at=(SetEnded, 4))
    *_, (exercise, number) = sets_of(killed)
    resumed = home.session("strength", [heard(9000, "yes")], after_s=HOUR_S)
    assert any(words.startswith("You stopped in") for words in resumed.said)
    assert resumed.of(SessionResumed)
    whole = home.session("strength", after_s=40 * DAY_S)
    assert len(sets_of(killed)) + len(sets_of(resumed)) == len(sets_of(whole))
    assert (exercise, number) not in sets_of(resumed)
    (end,) = resumed.of(SessionEnded)
    assert isinstance(end, SessionEnded)
    assert end.sets == len(set(sets_of(whole)))


def test_it_is_offered_whatever_routine_is_started(home: Home) -> None:
    home.session("strength", killed_at=(SetEnded, 3))
    other = home.session("balance", [heard(9000, "yes")], after_s=HOUR_S)
    assert {exercise for exercise, _ in sets_of(other)} & {"calf-raises", "toe-curls"}


def test_it_is_offered_once_and_not_after_twelve_hours(home: Home) -> None:
    home.session("balance", killed_at=(SetEnded, 2))
    late = home.session("balance", killed_at=(SetEnded, 2), after_s=14 * HOUR_S)
    assert not any("You stopped" in words for words in late.said)
    declined = home.session("balance", [heard(9000, "no")], after_s=15 * HOUR_S)
    assert any("You stopped" in words for words in declined.said)
    again = home.session("balance", after_s=16 * HOUR_S)
    assert not any("You stopped" in words for words in again.said)


def test_a_workout_can_be_killed_again_and_again(home: Home) -> None:
    done = []
    first = home.session("balance", killed_at=(SetEnded, 2))
    done += sets_of(first)
    second = home.session(
        "balance",
        killed_at=(SetEnded, 2),
        after_s=HOUR_S,
        if_unfinished=IfUnfinished.RESUME,
    )
    done += sets_of(second)
    third = home.session("balance", after_s=2 * HOUR_S, if_unfinished=IfUnfinished.RESUME)
    done += sets_of(third)
    whole = home.session("balance", after_s=3 * DAY_S)
    assert sorted(done) == sorted(sets_of(whole))


def test_fresh_leaves_it_and_resume_wants_one(home: Home) -> None:
    home.session("balance", killed_at=(SetEnded, 2))
    fresh = home.session("balance", after_s=HOUR_S, if_unfinished=IfUnfinished.BEGIN_AFRESH)
    assert not any("You stopped" in words for words in fresh.said)
    with pytest.raises(HistoryError, match="nothing to resume"):
        home.session("balance", after_s=2 * HOUR_S, if_unfinished=IfUnfinished.RESUME)


def test_pain_lowers_the_dose_and_is_asked_about_the_next_day(home: Home) -> None:
    script = [heard(36_000, "ouch"), heard(42_000, "four"), heard(80_000, "resume")]
    hurt = home.session("calf-raises", script)
    assert [fact.level for fact in hurt.facts if isinstance(fact, PainReported)] == [4]
    again = home.session("calf-raises", [heard(7000, "yes")], after_s=DAY_S + HOUR_S)
    assert any("hurt last time" in words for words in again.said)
    assert again.of(MorningAnswered) == [MorningAnswered("calf-raises", True)]
    assert "It hurt last time, 4 out of ten, so we'll go easier." in again.said
    (dose,) = again.of(DoseGiven)
    assert isinstance(dose, DoseGiven)
    assert dose.rung == -2
    third = home.session("calf-raises", after_s=3 * DAY_S)
    assert not any("hurt last time" in words for words in third.said)


def test_too_much_pain_twice_takes_it_out_until_it_is_put_back(home: Home) -> None:
    script = [heard(36_000, "ouch"), heard(42_000, "eight")]
    home.session("calf-raises", script)
    home.session("calf-raises", [heard(7000, "yes"), *((ms + 10_000, e) for ms, e in script)],
                 after_s=2 * DAY_S)  # fmt: skip
    with pytest.raises(ContentError, match="plan --put-back calf-raises"):
        home.session("calf-raises", after_s=4 * DAY_S)
    without = home.session("strength", after_s=5 * DAY_S)
    assert any(words.startswith("I've left out Calf raises") for words in without.said)
    assert "calf-raises" not in {exercise for exercise, _ in sets_of(without)}
    with writing(home.history) as database:
        now_ms = round((BEGAN_S + 6 * DAY_S) * 1000)
        decide(database, Decision(now_ms, Decided.PUT_BACK, "calf-raises", None))
    back = home.session("calf-raises", after_s=7 * DAY_S)
    assert back.of(SetEnded)


def test_met_twice_it_rises_and_says_so(home: Home) -> None:
    home.session("calf-raises")
    home.session("calf-raises", after_s=3 * DAY_S)
    third = home.session("calf-raises", after_s=8 * DAY_S)
    assert "You hit the target twice, so here's a little more." in third.said
    (dose,) = third.of(DoseGiven)
    assert isinstance(dose, DoseGiven)
    assert (dose.rung, dose.target) == (1, 13)
    assert third.of(EffortRated) == [EffortRated("calf-raises", None)]


def test_too_easy_once_is_enough(home: Home) -> None:
    first = home.session("calf-raises", [heard(52_000, "too easy")])
    assert first.of(EffortRated) == [EffortRated("calf-raises", Effort.EASY)]
    second = home.session("calf-raises", after_s=8 * DAY_S)
    assert "That was too easy, so here's a little more." in second.said


def test_the_last_time_is_told(home: Home) -> None:
    home.session("calf-raises")
    later = home.session("calf-raises", [heard(36_000, "last time")], after_s=3 * DAY_S)
    told = [words for words in later.said if words.startswith("You last did this")]
    assert told == ["You last did this 3 days ago. You did 12, 12, and 12."]


def test_a_workout_with_everything_in_it_is_kept_as_one(home: Home) -> None:
    home.session("calf-raises", after_s=10 * DAY_S)
    script = [
        *(heard(8_000, "ready"), heard(36_000, "ouch")),
        heard(43_000, "four"),
        *(heard(66_000, "easier"), heard(80_000, "resume"), heard(88_000, "how many left")),
        *(heard(93_000, "last time"), heard(110_000, "resume"), heard(118_000, "too easy")),
    ]
    killed = home.session("calf-raises", script, after_s=13 * DAY_S, killed_at=(SetEnded, 2))
    heard_intents = [fact.intent for fact in killed.facts if isinstance(fact, IntentHeard)]
    assert " ".join(heard_intents) == (
        "ready ouch number easier resume how-many-left last-time resume too-easy"
    )
    heard_facts = [fact for fact in killed.facts if isinstance(fact, IntentHeard)]
    assert [fact for fact in heard_facts if not fact.accepted] == []
    resumed = home.session("calf-raises", [heard(9000, "yes")], after_s=13 * DAY_S + HOUR_S)
    (end,) = resumed.of(SessionEnded)
    assert isinstance(end, SessionEnded)
    assert end.completed
    agreed, given = killed.of(DoseGiven)[-1], resumed.of(DoseGiven)[0]
    assert isinstance(agreed, DoseGiven)
    assert agreed.variation == "half height"
    assert given == agreed
    past = StoredHistory(home.history, BEGAN_S + 14 * DAY_S).past()
    workout = past.sets[-1].workout
    together = [kept.fact for kept in past.sets if kept.workout == workout]
    assert together == [*killed.of(SetEnded), *resumed.of(SetEnded)]
    assert [kept.fact.level for kept in past.pains] == [4]
    assert {kept.workout for kept in (*past.pains, *past.wishes)} == {workout}
    assert end.sets == count_whole_sets(together)


def test_a_history_that_is_not_a_database_costs_only_its_memory(home: Home) -> None:
    home.history.parent.mkdir(parents=True, exist_ok=True)
    home.history.write_bytes(b"this is no database" * 400)
    played = home.session("calf-raises")
    assert len(sets_of(played)) == 3
    assert not any(isinstance(event, DeviceLost) for event in home.lost)
