"""Random routines, and random users who say and press anything at any moment."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.core.sample import (
    LANGUAGE,
    READY_WAIT_MS,
    Played,
    continuation_of,
    exercise,
    play,
    routine,
    unfinished_at,
)
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.events import (
    Device,
    DeviceLost,
    DeviceRestored,
    Event,
    Heard,
    Pressed,
    StoodStill,
)
from voicecoach.core.facts import PlaceReached
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.session import Remembered
from voicecoach.core.timeline.announcing import morning_question
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.resuming import Continuation, offer
from voicecoach.core.timeline.steps import Work
from voicecoach.core.workout.exercise import (
    Counting,
    Exercise,
    Hold,
    Letters,
    OpenHold,
    Reps,
    Sides,
    Steps,
    TempoPhase,
    Timed,
    UserPaced,
)

WORDS = tuple(word for wordings in LANGUAGE.vocabulary.words.values() for word in wordings)

LONGEST_DELAY_MS = 300
LONGEST_LEAD_MS = 100


def milliseconds(shortest: int, longest: int) -> st.SearchStrategy[int]:
    """Times in steps of 50 ms, for shorter counterexamples."""
    return st.integers(shortest // 50, longest // 50).map(lambda steps: steps * 50)


TEMPOS = st.lists(
    st.builds(TempoPhase, st.sampled_from(("up", "hold", "down")), milliseconds(300, 4000)),
    min_size=1,
    max_size=4,
).map(tuple)
ON_BEAT: st.SearchStrategy[Counting] = st.one_of(
    st.builds(Reps, st.integers(1, 12), TEMPOS),
    st.builds(Steps, st.integers(1, 24), milliseconds(300, 3000), st.none() | st.integers(1, 8)),
    st.builds(Letters, st.just("a"), st.sampled_from("acf"), milliseconds(500, 3000)),
)
ON_TIME: st.SearchStrategy[Counting] = st.one_of(
    st.builds(Hold, milliseconds(1000, 60_000)),
    st.builds(OpenHold, milliseconds(5000, 60_000)),
    st.builds(
        Timed, milliseconds(1000, 60_000), st.sampled_from(((), ("the heel",), ("a", "b", "c")))
    ),
    st.builds(UserPaced, st.integers(1, 20), milliseconds(5000, 60_000)),
)


def exercises(countings: st.SearchStrategy[Counting]) -> st.SearchStrategy[Exercise]:
    """Exercises with these kinds of counting, and any number of sets, sides and directions."""
    return st.builds(
        exercise,
        st.sampled_from(("toe-yoga", "short-foot-with-a-long-name")),
        countings,
        sets=st.integers(1, 3),
        sides=st.sampled_from(Sides),
        cues=st.sampled_from(((), ("Stand tall.", "Hips level.", "Keep the whole foot long."))),
        directions=st.sampled_from(((), ("inwards", "outwards"))),
    )


EVENTS: st.SearchStrategy[Event | Intent | None] = st.one_of(
    st.sampled_from(Intent),
    st.sampled_from(Intent),
    st.builds(Pressed, st.sampled_from((*LANGUAGE.vocabulary.keys, "f12"))),
    st.builds(DeviceLost, st.sampled_from(Device), st.just("It is gone.")),
    st.builds(DeviceRestored, st.sampled_from(Device)),
    st.just(StoodStill(0)),
    st.none(),
)
STANDSTILL_MS = 40_000
SPEEDS = st.floats(0.5, 2.0)
SCRIPTS = st.lists(st.tuples(milliseconds(0, 15_000), EVENTS), max_size=25)


@dataclass(frozen=True)
class Voice:
    """A voice of which each sentence has its duration and its lead."""

    sentence_ms: int
    letter_ms: int
    leads_ms: tuple[int, ...]
    """Times to the first vowel of a sentence, one of them for each number of letters in turn."""

    def length_of(self, phrase: Phrase) -> int:
        """Duration of a sentence, ms."""
        return self.sentence_ms + self.letter_ms * len(LANGUAGE.book.sentence(phrase))

    def lead_of(self, phrase: Phrase) -> int:
        """Time to its first vowel, ms; less than its duration."""
        return self.leads_ms[len(LANGUAGE.book.sentence(phrase)) % len(self.leads_ms)]


LEADS = st.lists(st.integers(0, LONGEST_LEAD_MS), min_size=1, max_size=4).map(tuple)
VOICES = st.builds(Voice, milliseconds(100, 400), st.integers(20, 80), LEADS)


@st.composite
def continuations(draw: st.DrawFn, chosen: list[Exercise]) -> Continuation:
    """A workout of these exercises that stopped at any set."""
    steps = compile_steps(routine(*chosen), ready_wait_ms=READY_WAIT_MS)
    place = draw(st.sampled_from([step.place for step in steps if isinstance(step, Work)]))
    stopped = PlaceReached(
        place.item, place.exercise.slug, place.set_number, place.side, place.direction
    )
    return continuation_of(unfinished_at(stopped), *chosen)


@st.composite
def played_sessions(
    draw: st.DrawFn,
    countings: st.SearchStrategy[Counting] = ON_BEAT | ON_TIME,
    script: st.SearchStrategy[list[tuple[int, Event | Intent | None]]] = SCRIPTS,
    speeds: st.SearchStrategy[float] = SPEEDS,
) -> Played:
    """A session after a random user has been at it for a while."""
    chosen = draw(st.lists(exercises(countings), min_size=1, max_size=3))
    going_on = draw(st.none() | continuations(chosen))
    voice = draw(VOICES)
    played = play(
        *chosen,
        sound_delay_ms=draw(milliseconds(0, LONGEST_DELAY_MS)),
        speed=draw(speeds),
        voice=voice.length_of,
        lead=voice.lead_of,
        before=(offer(going_on), morning_question(chosen[0])) if going_on else (),
        remembered=Remembered(going_on),
    )
    for _ in range(2 * draw(st.booleans())):
        played.press(Intent.READY)
    for wait_ms, event in draw(script):
        played.until(played.now_ms + wait_ms)
        if isinstance(event, Intent):
            words = draw(st.sampled_from(LANGUAGE.vocabulary.said_for(event)))
            began_ms = max(0, played.now_ms - draw(milliseconds(0, 1500)))
            played.tell(Heard(words, began_ms, played.now_ms), played.now_ms)
        elif isinstance(event, StoodStill):
            played.tell(StoodStill(played.now_ms), played.now_ms + STANDSTILL_MS)
        elif event:
            played.tell(event, played.now_ms)
    return played


QUESTIONS = (Intent.HOW_MANY_LEFT, Intent.WHATS_NEXT, Intent.FASTER, Intent.SLOWER)
BUSY = st.lists(
    st.tuples(milliseconds(50, 4000), st.sampled_from((*QUESTIONS, Intent.PAUSE))), max_size=15
)


@st.composite
def worked_sessions(
    draw: st.DrawFn,
    countings: st.SearchStrategy[Counting] = ON_BEAT | ON_TIME,
    script: st.SearchStrategy[list[tuple[int, Intent]]] = BUSY,
) -> Played:
    """The sets of one exercise from end to end, with a user who asks, speeds up and pauses."""
    voice, speed = draw(VOICES), draw(SPEEDS)
    chosen = draw(exercises(countings))
    played = play(chosen, speed=speed, voice=voice.length_of, lead=voice.lead_of)
    played.press(Intent.READY)
    played.press(Intent.READY)
    played.until(played.now_ms + 3000)
    for wait_ms, intent in draw(script):
        played.until(played.now_ms + wait_ms)
        played.want(intent)
        if intent is Intent.PAUSE:
            played.until(played.now_ms + 2000)
            played.want(Intent.RESUME)
    return to_the_end(played)


def to_the_end(played: Played) -> Played:
    """Let a session go on until it is over; resume it whenever it waits for the user."""
    while played.session.phase is not Phase.FINISHED:
        deadline = played.session.deadline_ms
        if deadline is None:
            # By a key: a sleeping coach hears no word but one.
            played.tell(Pressed("p"), played.now_ms + 5000)
        else:
            played.tell(None, deadline)
    return played
