"""Small routines for the tests of the core, and ways to play them in virtual time."""

from dataclasses import dataclass, field, replace
from functools import cache

from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Effect, Note, Play, Rank, Say, Show
from voicecoach.core.events import Event, Heard, Pressed
from voicecoach.core.facts import (
    Effort,
    EffortRated,
    Fact,
    PlaceReached,
    SessionStarted,
    SetEnded,
)
from voicecoach.core.phases import WORKING, Phase
from voicecoach.core.phrases import Phrase, verbatim
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import LeadOf, LengthOf, SpeechTiming, no_lead
from voicecoach.core.progression.past import Unfinished
from voicecoach.core.session import Remembered, Session, SessionOptions
from voicecoach.core.timeline.announcing import (
    AnnouncementOptions,
    early_question,
    morning_question,
)
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.resuming import Continuation, continuation, offer
from voicecoach.core.timeline.steps import Step
from voicecoach.core.view import View
from voicecoach.core.workout.exercise import (
    Caution,
    CautionTime,
    Counting,
    Exercise,
    Hold,
    Instructions,
    Muscle,
    OpenHold,
    Reps,
    Sides,
    SideWord,
    Steps,
    TempoPhase,
    UserPaced,
)
from voicecoach.core.workout.routine import Routine, RoutineItem

_BUNDLED = load_language()
LANGUAGE = replace(_BUNDLED, vocabulary=_BUNDLED.vocabulary.naming({"towel curls": "towel-curls"}))
MORNING_MS = (9 * 60 + 5) * 60_000
"""Time of day when a session of these exercises begins: 9:05."""
READY_WAIT_MS = 20_000
LEAD_IN_MS = 3000
KEYS = {Intent.PAUSE: "p", Intent.STOP: "q", Intent.YES: "y", Intent.READY: "enter"}

SLOW_TEMPO = (TempoPhase("up", 2000), TempoPhase("down", 2000))
CALF_RAISE_TEMPO = (TempoPhase("up", 2000), TempoPhase("hold", 1000), TempoPhase("down", 3000))


def exercise(
    slug: str,
    counting: Counting,
    *,
    sets: int = 1,
    sides: Sides = Sides.TOGETHER,
    cues: tuple[str, ...] = (),
    directions: tuple[str, ...] = (),
) -> Exercise:
    """An exercise of this counting with short texts."""
    return Exercise(
        slug=slug,
        name=slug.replace("-", " ").capitalize(),
        position="Stand.",
        safety=None,
        instructions=Instructions(("Move slowly.",), ("Slowly.",), ("Go.",)),
        equipment=(),
        counting=counting,
        sets=sets,
        rest_ms=20_000,
        sides=sides,
        side_word=SideWord.FOOT,
        directions=directions,
        variations=(),
        cues=cues,
        muscles=(Muscle("the calf"),),
        loads=(),
        benefits=("Strength.",),
        cautions=(Caution(CautionTime.BEFORE, "Slowly."),),
        stop_sign="Sharp pain.",
        sources=(),
    )


CALF_RAISES = exercise("calf-raises", Reps(5, CALF_RAISE_TEMPO), sets=2, cues=("Stand tall.",))
SINGLE_LEG_BALANCE = exercise("single-leg-balance", Hold(30_000), sides=Sides.EACH)
BAREFOOT_BALANCE = exercise("barefoot-balance", OpenHold(60_000), sides=Sides.EACH)
HEEL_TO_TOE_WALK = exercise("heel-to-toe-walk", Steps(10, 1500, 5))
TOWEL_CURLS = exercise("towel-curls", UserPaced(15, 60_000))


def routine(*exercises: Exercise) -> Routine:
    """These exercises in order."""
    items = tuple(RoutineItem(one, 15_000) for one in exercises)
    return Routine("sample", "the sample", "A sample.", 1, items)


@cache
def compiled(*exercises: Exercise) -> tuple[Routine, tuple[Step, ...]]:
    """These exercises as a routine, and its steps."""
    chosen = routine(*exercises)
    return chosen, compile_steps(chosen, ready_wait_ms=READY_WAIT_MS)


@cache
def length_of(phrase: Phrase) -> int:
    """A voice that needs 60 milliseconds a letter."""
    return 200 + 60 * len(LANGUAGE.book.sentence(phrase))


def session(
    *exercises: Exercise,
    sound_delay_ms: int = 0,
    speed: float = 1.0,
    voice: LengthOf = length_of,
    lead: LeadOf = no_lead,
    before: tuple[Step, ...] = (),
    remembered: Remembered | None = None,
    delivery: Delivery | None = None,
    options: SessionOptions | None = None,
) -> Session:
    """A session of these exercises, with these questions before the greeting."""
    chosen, steps = compiled(*exercises)
    return Session(
        Program(chosen, (*before, *steps)),
        book=LANGUAGE.book,
        vocabulary=LANGUAGE.vocabulary,
        timing=SpeechTiming(voice, lead, sound_delay_ms),
        options=options
        or SessionOptions(speed, since_midnight_ms=MORNING_MS, delivery=delivery or Delivery()),
        remembered=remembered,
    )


@dataclass
class Played:
    """All effects of a session, with the times at which they were asked for."""

    session: Session
    voice: LengthOf = length_of
    effects: list[tuple[int, Effect]] = field(default_factory=list, repr=False)
    now_ms: int = 0

    @classmethod
    def begun(cls, session: Session, voice: LengthOf = length_of) -> "Played":
        """Begin a session at time zero."""
        return cls(session, voice, [(0, effect) for effect in session.begin(0)])

    def tell(self, event: Event | None, now_ms: int) -> list[Effect]:
        """One event, or the mere passing of time."""
        self.now_ms = now_ms
        new = self.session.handle(event, now_ms) if event else self.session.advance(now_ms)
        self.effects += [(now_ms, effect) for effect in new]
        return new

    def want(self, intent: Intent) -> list[Effect]:
        """Say the first wording or sentence of an intent now."""
        words = LANGUAGE.vocabulary.said_for(intent)[0]
        return self.tell(Heard(words, self.now_ms, self.now_ms), self.now_ms)

    def say(self, words: str) -> "Played":
        """Say these words, which end now."""
        self.tell(Heard(words, self.now_ms - 300, self.now_ms), self.now_ms)
        return self

    def press(self, intent: Intent) -> list[Effect]:
        """Press a key for an intent, which is never taken for an echo."""
        return self.tell(Pressed(KEYS[intent]), self.now_ms)

    def until(self, now_ms: int) -> "Played":
        """Let time pass, waking up only where the session asked for it."""
        while (deadline := self.session.deadline_ms) is not None and deadline <= now_ms:
            if self.session.phase is Phase.FINISHED:
                break
            self.tell(None, deadline)
        self.tell(None, now_ms)
        return self

    def until_phase(self, phase: Phase, *, at_most_ms: int = 3_600_000) -> "Played":
        """Let time pass until the session enters this phase."""
        while self.session.phase is not phase:
            assert self.session.phase is not Phase.FINISHED
            deadline = self.session.deadline_ms
            assert deadline is not None, f"waits for ever in {self.session.phase}"
            assert deadline < at_most_ms, f"still in {self.session.phase}"
            self.tell(None, deadline)
        return self

    def until_said(self, words: str) -> "Played":
        """Let time pass until these words are the latest that the coach has said."""
        while self.words()[-1] != words:
            assert self.session.phase is not Phase.FINISHED, f"never said: {words}"
            self.until(self.now_ms + 50)
        return self

    def voice_length(self, words: str) -> int:
        """Duration of these words, ms."""
        return self.voice(verbatim(words))

    @property
    def said(self) -> list[tuple[int, str, Rank]]:
        """Everything said: intended time, words, rank."""
        return [
            (effect.at_ms, LANGUAGE.book.sentence(effect.phrase), effect.rank)
            for _, effect in self.effects
            if isinstance(effect, Say)
        ]

    def words(self, rank: Rank | None = None) -> list[str]:
        """The words of everything said; only those of a rank, if one is given."""
        return [words for _, words, its in self.said if rank in (None, its)]

    @property
    def earcons(self) -> list[tuple[int, str]]:
        """Earcons: time (at which it was asked for, or intended) and name."""
        return [
            (asked if effect.at_ms is None else effect.at_ms, effect.earcon.value)
            for asked, effect in self.effects
            if isinstance(effect, Play)
        ]

    @property
    def facts(self) -> list[Fact]:
        """Facts that were recorded."""
        return [effect.fact for _, effect in self.effects if isinstance(effect, Note)]

    @property
    def view(self) -> View:
        """The view on the screen."""
        return [effect.view for _, effect in self.effects if isinstance(effect, Show)][-1]


def phase_of(played: Played) -> Phase:
    """The phase now; mypy believes that an attribute stays as it was last asserted to be."""
    return played.session.phase


def unfinished_at(place: PlaceReached, *done: SetEnded, slug: str = "sample") -> Unfinished:
    """A workout that stopped there a moment ago."""
    return Unfinished("before", 1000.0, SessionStarted(slug), place, done, active_ms=60_000)


def continuation_of(unfinished: Unfinished, *exercises: Exercise) -> Continuation:
    """Continuation of an unfinished workout of these exercises."""
    chosen, steps = compiled(*exercises)
    found = continuation(
        unfinished, chosen, steps, options=AnnouncementOptions(), ready_wait_ms=READY_WAIT_MS
    )
    assert found
    return found


def play(
    *exercises: Exercise,
    sound_delay_ms: int = 0,
    speed: float = 1.0,
    voice: LengthOf = length_of,
    lead: LeadOf = no_lead,
    before: tuple[Step, ...] = (),
    remembered: Remembered | None = None,
    delivery: Delivery | None = None,
    options: SessionOptions | None = None,
) -> Played:
    """Begin a session of these exercises at time zero."""
    begun = session(
        *exercises,
        sound_delay_ms=sound_delay_ms,
        speed=speed,
        voice=voice,
        lead=lead,
        before=before,
        remembered=remembered,
        delivery=delivery,
        options=options,
    )
    return Played.begun(begun, voice)


def play_routine(
    chosen: Routine,
    *,
    ready_wait_ms: int = READY_WAIT_MS,
    voice: LengthOf = length_of,
    options: SessionOptions | None = None,
) -> Played:
    """Begin a session of this routine at time zero."""
    begun = Session(
        Program(chosen, compile_steps(chosen, ready_wait_ms=ready_wait_ms)),
        book=LANGUAGE.book,
        vocabulary=LANGUAGE.vocabulary,
        timing=SpeechTiming(voice),
        options=options or SessionOptions(),
    )
    return Played.begun(begun, voice)


def at_work(played: Played, phase: Phase) -> int:
    """Let time pass until the work begins; returns when."""
    played.until_phase(phase)
    begins_ms = played.now_ms + LEAD_IN_MS
    played.until(begins_ms)
    return begins_ms


def counts(played: Played) -> list[tuple[int, str]]:
    """The counts that were said, with their times."""
    return [(at_ms, words) for at_ms, words, rank in played.said if rank is Rank.COUNT]


def efforts_of(played: Played) -> list[Effort | None]:
    """Ratings of the exercises; None where the user did not answer."""
    return [fact.effort for fact in played.facts if isinstance(fact, EffortRated)]


def at_phase(played: Played, phase: Phase) -> Played:
    """Let time pass until a session is in the middle of this phase, asking for it if need be."""
    if phase in (Phase.PAUSED, Phase.CONFIRMING):
        at_phase(played, Phase.COUNTING)
        played.want(Intent.PAUSE if phase is Phase.PAUSED else Intent.STOP)
        return played.until(played.now_ms + 2000)
    if phase in (Phase.HURTING, Phase.EASING):
        at_phase(played, Phase.COUNTING)
        played.want(Intent.OUCH)
        if phase is Phase.EASING:
            played.until(played.now_ms + 4000)
            played.tell(Heard("two", played.now_ms, played.now_ms), played.now_ms)
            played.until(played.now_ms + 12_000)
        return played.until(played.now_ms + 2000)
    played.until_phase(phase)
    past_lead_in_or_question_ms = 3600 if phase in {*WORKING, Phase.READY} else 400
    return played.until(played.now_ms + past_lead_in_or_question_ms)


def arrive(phase: Phase) -> Played:
    """A session in this phase, past its first seconds."""
    exercises = CALF_RAISES, BAREFOOT_BALANCE, TOWEL_CURLS
    if phase is Phase.OFFERING:
        stopped = unfinished_at(PlaceReached(0, "calf-raises", 2, None, None))
        going_on = continuation_of(stopped, *exercises)
        asked = Remembered(going_on)
        return play(*exercises, before=(offer(going_on),), remembered=asked).until(400)
    if phase is Phase.MORNING:
        return play(*exercises, before=(morning_question(CALF_RAISES),)).until(400)
    if phase is Phase.EARLY:
        return play(*exercises, before=(early_question(1),)).until(400)
    return at_phase(play(*exercises), phase)
