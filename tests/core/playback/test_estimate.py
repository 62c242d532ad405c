"""The estimate of a workout's length is that of the session that is then played."""

import pytest

from tests.core.sample import READY_WAIT_MS
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Earcon, Effect, Note, Play, Say
from voicecoach.core.events import Event, Heard
from voicecoach.core.facts import PhaseEntered, SessionEnded
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.playback.estimate import SILENT, TYPICAL, Habits, durations_ms, estimated_ms
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.session import Session, SessionOptions
from voicecoach.core.timeline.announcing import AnnouncementOptions
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.workout.exercise import OpenHold, UserPaced
from voicecoach.core.workout.routine import Routine, RoutineItem
from voicecoach.voice.speech_length import estimated_length_ms

pytestmark = pytest.mark.slow

LANGUAGE = load_language()
LIBRARY = load_library()
MOST_OFF = 0.05
HASTY = Habits(ready_after_ms=1500, fetched_after_ms=3000, open_share=0.2)
OPTIONS = AnnouncementOptions(equipment_wait_ms=30_000)


def length_of(wanted: Phrase) -> int:
    """The same estimate of speech as in a rehearsal."""
    return estimated_length_ms(LANGUAGE.book.sentence(wanted), 160)


TIMING = SpeechTiming(length_of)


class Rehearsal:
    """A session played in virtual time by a user with these habits."""

    def __init__(self, routine: Routine, habits: Habits, speed: float) -> None:
        self.active_ms = 0
        self.length_ms = 0
        self._habits = habits
        self._exercises = {item.exercise.slug: item.exercise for item in routine.items}
        self._working_on: str | None = None
        self._plan: list[tuple[int, Intent]] = []
        self._session = Session(
            Program(routine, compile_steps(routine, ready_wait_ms=READY_WAIT_MS, options=OPTIONS)),
            book=LANGUAGE.book,
            vocabulary=LANGUAGE.vocabulary,
            timing=TIMING,
            options=SessionOptions(speed=speed),
        )

    def play(self) -> "Rehearsal":
        now_ms = 0
        self._watch(self._session.begin(0))
        while self._session.phase is not Phase.FINISHED:
            deadline_ms = self._session.deadline_ms
            assert deadline_ms is not None
            event: Event | None = None
            if self._plan and self._plan[0][0] <= deadline_ms:
                now_ms, intent = self._plan.pop(0)
                event = Heard(LANGUAGE.vocabulary.said_for(intent)[0], now_ms, now_ms)
            else:
                now_ms = deadline_ms
            session = self._session
            self._watch(session.handle(event, now_ms) if event else session.advance(now_ms))
        self.length_ms = now_ms
        return self

    def _watch(self, effects: list[Effect]) -> None:
        for effect in effects:
            match effect:
                case Note(PhaseEntered(_, exercise)):
                    self._working_on = exercise
                    self._plan.clear()
                case Note(SessionEnded() as ended):
                    self.active_ms = ended.active_ms
                case Say(said, at_ms) if said.key in ("ready.ask", "ready.ask-within"):
                    if self._habits.ready_after_ms is not None:
                        self._intend(at_ms + length_of(said) + 250, self._habits.ready_after_ms)
                case Say(said, at_ms) if said.key == "greeting.fetch":
                    if self._habits.fetched_after_ms is not None:
                        self._intend(at_ms + length_of(said) + 250, self._habits.fetched_after_ms)
                case Play(Earcon.GO, int(at_ms)):
                    self._begin_work(at_ms)
                case _:
                    pass

    def _intend(self, at_ms: int, after_ms: int) -> None:
        self._plan = [(at_ms + after_ms, Intent.READY)]

    def _begin_work(self, at_ms: int) -> None:
        exercise = self._exercises[self._working_on or ""]
        share = self._habits.open_share
        match exercise.counting:
            case OpenHold(cap_ms) | UserPaced(_, cap_ms) if share < 1:
                self._plan = [(at_ms + round(share * cap_ms), Intent.DONE)]
            case _:
                pass


def single(slug: str) -> Routine:
    """A routine of one exercise."""
    exercise = LIBRARY.exercise(slug)
    return Routine(slug, exercise.name, "One.", 1, (RoutineItem(exercise, 0),))


ROUTINES = [*LIBRARY.routines.values(), *(single(slug) for slug in LIBRARY.exercises)]


@pytest.mark.parametrize("habits", [TYPICAL, SILENT, HASTY], ids=["typical", "silent", "hasty"])
@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.slug)
def test_the_estimate_is_the_length_of_the_rehearsed_session(
    routine: Routine, habits: Habits
) -> None:
    played = Rehearsal(routine, habits, speed=1.0).play()
    steps = compile_steps(routine, ready_wait_ms=READY_WAIT_MS, options=OPTIONS)
    assert played.active_ms > 30_000
    assert estimated_ms(steps, TIMING, habits) == pytest.approx(played.length_ms, rel=MOST_OFF)


@pytest.mark.parametrize("speed", [0.5, 1.3, 2.0])
def test_the_estimate_knows_the_tempo(speed: float) -> None:
    routine = LIBRARY.routine("full")
    played = Rehearsal(routine, TYPICAL, speed).play()
    steps = compile_steps(routine, ready_wait_ms=READY_WAIT_MS, options=OPTIONS)
    estimate_ms = estimated_ms(steps, TIMING, speed=speed)
    assert estimate_ms == pytest.approx(played.length_ms, rel=MOST_OFF)


def test_somebody_quick_is_done_sooner_than_somebody_silent() -> None:
    steps = compile_steps(LIBRARY.routine("balance"), ready_wait_ms=READY_WAIT_MS, options=OPTIONS)
    hasty, typical, silent = (
        estimated_ms(steps, TIMING, habits) for habits in (HASTY, TYPICAL, SILENT)
    )
    assert hasty < typical < silent


def test_every_step_takes_its_time_and_the_summary_is_added() -> None:
    steps = compile_steps(LIBRARY.routine("quick"), ready_wait_ms=READY_WAIT_MS, options=OPTIONS)
    durations = durations_ms(steps, TIMING)
    assert len(durations) == len(steps)
    assert min(durations) > 0
    assert 3000 < estimated_ms(steps, TIMING) - sum(durations) < 15_000
