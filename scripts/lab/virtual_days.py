"""A user in virtual time: whole sessions, day after day, with a history of their own.

A session of twenty minutes takes a second or less, with the estimated lengths of its sentences.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from pathlib import Path

from scripts.lab.bundled_content import bundled_content
from voicecoach.app.session.preparation import Preparation
from voicecoach.app.session.preparing import WorkoutRequest, prepare
from voicecoach.app.session.session_log import SeveralLogs
from voicecoach.coach import Coach
from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.events import Event, Pressed
from voicecoach.core.fact_codec import kept
from voicecoach.core.facts import Fact, PhaseEntered, SetEnded
from voicecoach.core.phases import WORKING, Phase
from voicecoach.core.workout.exercise import OpenHold, UserPaced
from voicecoach.core.workout.routine import Routine
from voicecoach.history.opening import writing
from voicecoach.history.past_sessions import StoredHistory
from voicecoach.history.writing import SessionHead, insert_facts, insert_session
from voicecoach.ports import SessionLog
from voicecoach.settings import Settings
from voicecoach.simulation.scripted import (
    EstimatedVoice,
    without_devices,
)
from voicecoach.voice.speech_length import estimated_length_ms

DAY_S = 86_400.0
FIRST_DAY_S = 1_800_000_000.0
"""Time of the first session, s since 1970, UTC: a morning in January 2027."""
AT_ONCE_MS = 500
"""From the end of a request to an answer that comes at once: a word takes about as long."""
COUNTS_EVERY_MS = 3000
"""Interval of the counts of somebody who counts for themselves."""
HELD_SHARE = 0.7
"""Share of the cap for which the user holds what has no other end."""
_DONE, _READY, _GOT_IT = "enter", "enter", "g"
_LEAD_IN_MS = 3000
SETTINGS = Settings(words_per_minute=160, ready_wait_ms=20_000)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the coach."""

    at_ms: int
    text: str
    rank: Rank
    ends_ms: int

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Conduct:
    """Conduct of a user in a session, beyond saying "ready" as soon as they are asked."""

    ends_s: Mapping[str, Sequence[float | None]] = field(default_factory=dict)
    """Times after which they end their sets, by the slug of the exercise, set by set and side by
    side. None, and after the last one: as usual, which is `HELD_SHARE` of the cap of a set that has
    no other end."""
    presses: Sequence[tuple[int, str]] = ()
    """Keys, with the times at which they are pressed, ms since the session began."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the time from the first movement to the end of a session."""

    work: float
    rest: float
    """Of the rest that is prescribed; any longer time is not rest."""


@dataclass(slots=True)
class Played:
    """A session that was played: what was said and done in it."""

    routine: Routine
    said: list[Said] = field(default_factory=list)
    facts: list[tuple[int, Fact]] = field(default_factory=list)
    goes_ms: list[int] = field(default_factory=list)
    """Times at which work began."""

    ended_ms: int = 0

    def words(self, *left_out: Rank) -> int:
        """Number of words that were spoken, without those of these ranks."""
        return sum(one.words for one in self.said if one.rank not in left_out)

    @property
    def first_movement_s(self) -> float:
        """Time from the beginning to the first work."""
        return self.goes_ms[0] / 1000

    @property
    def shares(self) -> "Shares":
        """Shares of the time from the first movement on."""
        ended = [(at_ms, fact) for at_ms, fact in self.facts if isinstance(fact, SetEnded)]
        begun_ms = [max(go for go in self.goes_ms if go <= at_ms) for at_ms, _ in ended]
        work_ms = sum(at_ms - begin for (at_ms, _), begin in zip(ended, begun_ms, strict=True))
        gaps = zip(ended, ended[1:], begun_ms[1:], strict=False)
        rest_ms = sum(
            min(begin - at_ms, self._rest_ms(one, following))
            for (at_ms, one), (_, following), begin in gaps
        )
        whole_ms = self.ended_ms - self.goes_ms[0]
        return Shares(work_ms / whole_ms, rest_ms / whole_ms)

    def _rest_ms(self, one: SetEnded, following: SetEnded) -> int:
        """The rest that is prescribed between two sets; 0 between sides and directions."""
        item = next(item for item in self.routine.items if item.exercise.slug == one.exercise)
        if one.exercise != following.exercise:
            return item.rest_after_ms
        return item.exercise.rest_ms if one.set_number != following.set_number else 0


class VirtualUser:
    """Inbox and session log in one: hears what the coach says, and answers in virtual time."""

    def __init__(self, preparation: Preparation, voice: EstimatedVoice, conduct: Conduct) -> None:
        self.played = Played(preparation.routine)
        self._voice = voice
        self._ends_s = {slug: list(times_s) for slug, times_s in conduct.ends_s.items()}
        self._open_ms: Mapping[str, int] = {
            item.exercise.slug: round(HELD_SHARE * item.exercise.counting.cap_ms)
            for item in preparation.routine.items
            if isinstance(item.exercise.counting, OpenHold)
        }
        self._tallied: Mapping[str, int] = {
            item.exercise.slug: item.exercise.counting.target
            for item in preparation.routine.items
            if isinstance(item.exercise.counting, UserPaced)
        }
        self._now_ms = 0
        self._phase = ""
        self._presses: list[tuple[int, str]] = sorted(conduct.presses)

    # Inbox

    def now_ms(self) -> int:
        """Virtual time, ms."""
        return self._now_ms

    def wait(self, until_ms: int | None) -> Event | None:
        """Let virtual time pass until the next key, or until then."""
        if self._presses and (until_ms is None or self._presses[0][0] <= until_ms):
            at_ms, key = heappop(self._presses)
            self._now_ms = max(self._now_ms, at_ms)
            return Pressed(key)
        assert until_ms is not None, f"at {self._now_ms} ms the session waits for its user"
        self._now_ms = max(self._now_ms, until_ms)
        return None

    # SessionLog

    def note(self, at_ms: int, fact: Fact) -> None:
        """Keep a fact, and end what only the user can end."""
        self.played.facts.append((at_ms, fact))
        if isinstance(fact, PhaseEntered):
            self._phase = fact.phase
            self._plan_work(at_ms, fact)

    def _plan_work(self, at_ms: int, entered: PhaseEntered) -> None:
        slug, begins_ms = entered.exercise or "", at_ms + _LEAD_IN_MS
        if Phase(entered.phase) not in WORKING:
            return
        ends_s = self._ends_s.get(slug)
        after_s = ends_s.pop(0) if ends_s else None
        after_ms = self._open_ms.get(slug) if after_s is None else round(1000 * after_s)
        if after_ms is not None:
            heappush(self._presses, (begins_ms + after_ms, _DONE))
        if entered.phase == Phase.TALLYING.value:
            for number in range(self._tallied[slug]):
                heappush(self._presses, (begins_ms + (number + 1) * COUNTS_EVERY_MS, _GOT_IT))

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Hear a sentence, and answer the request to say "ready"."""
        if rank is None:
            if sound == Earcon.GO.value and Phase(self._phase) in WORKING:
                self.played.goes_ms.append(at_ms)
            return
        ends_ms = at_ms + self._voice.length_ms(sound)
        self.played.said.append(Said(at_ms, sound, rank, ends_ms))
        is_gate = self._phase in (Phase.GREETING.value, Phase.READY.value)
        if is_gate and rank is Rank.TALK and "say ready" in sound.lower():
            heappush(self._presses, (ends_ms + AT_ONCE_MS, _READY))


@dataclass(frozen=True, slots=True)
class VirtualDays:
    """Days of one user without any content of their own."""

    folder: Path
    """Place of the user's history, and of the sentences that were heard."""
    settings: Settings = SETTINGS

    @property
    def history(self) -> Path:
        """The database with the history."""
        return self.folder / "history.db"

    def session(
        self,
        name: str,
        day: int,
        conduct: Conduct | None = None,
        watchers: Sequence[SessionLog] = (),
    ) -> Played:
        """Play a routine on a day, 1 being the first; raises VoicecoachError."""
        now_s = FIRST_DAY_S + (day - 1) * DAY_S
        history = StoredHistory(self.history, now_s)
        content = bundled_content(self.folder / "familiar.json")
        preparation = prepare(name, WorkoutRequest(), self.settings, content, history, now_s=now_s)
        language = preparation.language
        voice = EstimatedVoice(
            lambda text: estimated_length_ms(text, self.settings.words_per_minute)
        )
        user = VirtualUser(preparation, voice, conduct or Conduct())
        head = SessionHead(f"{day:032x}", round(now_s * 1000), 0, "0.1", None)
        logs: tuple[SessionLog, ...] = (preparation.familiarity, user, *watchers)
        parts = without_devices(user, voice, SeveralLogs(*logs))
        session = preparation.session(voice, sound_delay_ms=0)
        Coach(session, parts, book=language.book, vocabulary=language.vocabulary).run()
        user.played.ended_ms = user.now_ms()
        self._keep(head, name, user.played.facts)
        return user.played

    def _keep(self, head: SessionHead, name: str, facts: Sequence[tuple[int, Fact]]) -> None:
        """Write a session to the history at once: fact by fact, the disk would take minutes."""
        with writing(self.history) as database:
            session = insert_session(database, head, name)
            stored = (kept(at_ms, fact) for at_ms, fact in facts)
            insert_facts(database, session, enumerate(stored))

    def sessions(self, name: str, last_day: int) -> list[Played]:
        """Play a routine on each day up to this one."""
        return [self.session(name, day) for day in range(1, last_day + 1)]
