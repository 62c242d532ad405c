"""Whole sessions in the offline room, steered by sentences while a stranger talks.

The coach speaks with its default voice, as loud as its user. The user says each sentence in its
phase, and once or twice more if it isn't understood; what the coach asks about is confirmed.
"""

import json
import multiprocessing
import random
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import numpy as np

from scripts.benchmarks.hearing_report import Row, Table, text_of
from scripts.benchmarks.intervals import share_text
from scripts.benchmarks.said import USER_DB, Voice, say, voices
from scripts.lab.machine import machine
from scripts.lab.recordings import SPEECH, read_recording
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.facts import Fact, IntentDoubted, IntentHeard, PhaseEntered, SpeechMissed
from voicecoach.core.phases import Phase
from voicecoach.devices.native_messages import native_messages_silenced
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.chain import HearingChain
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.settings_file import DEFAULT_WORDS_PER_MINUTE
from voicecoach.simulation.calibration import echo_path
from voicecoach.simulation.coaching import coach_in_room, session_in_room
from voicecoach.simulation.microphone import MicrophoneTraits, SimulatedMicrophone
from voicecoach.simulation.person import SimulatedPerson
from voicecoach.simulation.room import OfflineRoom, RoomOutlivedError
from voicecoach.simulation.scripted import BlindDisplay
from voicecoach.simulation.sounds import at_speech_level, white_noise
from voicecoach.sound.clip import Samples, frames_of, milliseconds_of
from voicecoach.speech_models.lookup import bundled_model
from voicecoach.voice.choice import NATURAL, synthesizer_for
from voicecoach.voice.immediate import PromptVoice

VOICES = ("am_michael", "bf_emma", "bm_george", "flite rms", "espeak en-gb+f5")
"""Five voices that chose no threshold. The coach's own is made of a sixth, af_heart."""
SOUND_DELAY_MS = 200
OPEN_EARS_MS = 1000
"""The microphone is open before a session begins."""
FLOOR_DB = -70.0
MOST_TRIES = 3
UNHEARD_MS = 4500
"""From the end of a sentence that was not understood to the next try."""
CONFIRM_MS = 700
"""From a question to the "yes"; the coach has not finished it by then."""
PATIENCE_MS = 60_000
"""Longest wait for the phase of a sentence."""
LIMIT_MS = 900_000
STRANGER_S = 300
PAUSES_MS = (700, 4000)
"""Shortest and longest pause of the stranger."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that the user says in a phase."""

    phase: Phase
    after_ms: int
    """From the phase, or from what was said before in it, to the first word."""
    text: str
    intent: Intent


TURNS = (
    Turn(Phase.ANNOUNCING, 1500, "can you repeat that please", Intent.REPEAT),
    Turn(Phase.ANNOUNCING, 3500, "okay i'm ready", Intent.READY),
    Turn(Phase.COUNTING, 7000, "a bit slower please", Intent.SLOWER),
    Turn(Phase.COUNTING, 4000, "how many do i have left", Intent.HOW_MANY_LEFT),
    Turn(Phase.COUNTING, 4000, "can we pause please", Intent.PAUSE),
    Turn(Phase.PAUSED, 2500, "carry on", Intent.RESUME),
    Turn(Phase.RESTING, 2000, "i need more time", Intent.LONGER),
    Turn(Phase.RESTING, 4000, "what are we doing next", Intent.WHATS_NEXT),
    Turn(Phase.COUNTING, 6000, "i'm done", Intent.DONE),
    Turn(Phase.RATING, 4000, "that was quite hard", Intent.HARD),
    Turn(Phase.ANNOUNCING, 2000, "let's skip this one", Intent.SKIP),
    Turn(Phase.ANNOUNCING, 4000, "that's enough for today", Intent.STOP),
    Turn(Phase.CONFIRMING, 1500, "yes i am", Intent.YES),
)


@dataclass(slots=True)
class Result:
    """What became of a sentence."""

    turn: Turn
    tries: int = 0
    """0: the session never came to its phase."""
    heard_at_try: int | None = None
    """None: never."""
    asked: bool = False
    """The coach asked whether it was meant."""


@dataclass(slots=True)
class Outcome:
    """What became of a session."""

    results: list[Result] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Commands that nobody gave."""
    signs: int = 0
    """How often the coach told that it did not understand."""
    ended: bool = False


class SentenceUser(SimulatedPerson):
    """Says each sentence when its phase has come, and again if it was not understood."""

    def __init__(self, sound_of: Callable[[str], Samples], turns: Sequence[Turn]) -> None:
        """`sound_of` gives the sound of a sentence: (frames,) float32 mono, 16 kHz."""
        super().__init__((), rate_hz=RATE_HZ, sound_delay_ms=SOUND_DELAY_MS)
        self.outcome = Outcome()
        self._sound_of = sound_of
        self._turns = list(turns)
        self._result: Result | None = None
        self._phase = ""
        self._since_ms = 0
        """Time of the phase, or of the latest sentence that is done with."""
        self._next_try_ms = 0.0
        self._until_ms = 0

    def note(self, at_ms: int, fact: Fact) -> None:
        """Take note of what the coach understood."""
        super().note(at_ms, fact)
        match fact:
            case PhaseEntered():
                self._phase, self._since_ms = fact.phase, at_ms
            case IntentHeard():
                self._heard(fact, at_ms)
            case IntentDoubted():
                self._doubted(fact, at_ms)
            case SpeechMissed(told=True):
                self.outcome.signs += 1
            case _:
                pass

    def voice(self, first_frame: int, frames: int) -> Samples:
        """What the user says in the next frames: (frames,) float32 mono."""
        now_ms = round(milliseconds_of(first_frame, RATE_HZ))
        if self._result is not None and now_ms >= self._next_try_ms:
            self._say_again(now_ms)
        elif self._result is None and self._turns:
            self._begin(now_ms)
        return super().voice(first_frame, frames)

    def _begin(self, now_ms: int) -> None:
        turn = self._turns[0]
        if turn.phase.value == self._phase and now_ms >= self._since_ms + turn.after_ms:
            self._result = Result(self._turns.pop(0))
            self._next_try_ms = now_ms
        elif now_ms - self._until_ms > PATIENCE_MS:
            self._result = Result(self._turns.pop(0))
            self._done(now_ms)

    def _say_again(self, now_ms: int) -> None:
        assert self._result is not None
        if self._result.tries == MOST_TRIES:
            self._done(now_ms)
            return
        self._result.tries += 1
        samples = self._sound_of(self._result.turn.text)
        self.say(samples, now_ms)
        self._next_try_ms = now_ms + milliseconds_of(len(samples), RATE_HZ) + UNHEARD_MS

    def _heard(self, fact: IntentHeard, at_ms: int) -> None:
        result = self._result
        if result is not None and fact.intent == result.turn.intent.value:
            result.heard_at_try = result.tries
            self._done(at_ms)
        elif result is None or not result.asked or fact.intent != Intent.YES.value:
            self.outcome.wrong.append(fact.words)

    def _doubted(self, fact: IntentDoubted, at_ms: int) -> None:
        result = self._result
        if result is not None and fact.asked and fact.intent == result.turn.intent.value:
            result.asked = True
            samples = self._sound_of("yes")
            self.say(samples, at_ms + CONFIRM_MS)
            length_ms = milliseconds_of(len(samples), RATE_HZ)
            self._next_try_ms = at_ms + CONFIRM_MS + length_ms + UNHEARD_MS

    def _done(self, now_ms: int) -> None:
        assert self._result is not None
        self.outcome.results.append(self._result)
        self._result = None
        self._since_ms = self._until_ms = now_ms


def run_session(voice: Voice, below_db: float, seed: int) -> Outcome:
    """Steer a session by a voice, with a stranger this far below it."""
    coach_voice = _coach_voice()
    library, language = load_library(), load_language()
    person = SentenceUser(partial(say, voice), TURNS)
    routine = library.routine("balance")
    first = library.exercise("heel-to-toe-walk").position
    room = OfflineRoom(
        echo=echo_path(USER_DB, coach_voice.clip(first).samples, delay_ms=20, seed=seed),
        microphone=SimulatedMicrophone(MicrophoneTraits(_stranger(below_db, seed))),
        person=person,
        hearing=HearingChain(CommandSpotter(VoskModel(bundled_model()).new_recognizer)),
        limit_ms=LIMIT_MS,
    )
    session = session_in_room(routine, coach_voice, language, sound_delay_ms=SOUND_DELAY_MS)
    coach = coach_in_room(
        room,
        person,
        session,
        voice=coach_voice,
        display=BlindDisplay(),
        book=language.book,
        vocabulary=language.vocabulary,
    )
    room.wait(OPEN_EARS_MS)
    with native_messages_silenced(), suppress(RoomOutlivedError):
        coach.run()
        person.outcome.ended = True
    return person.outcome


@cache
def _coach_voice() -> PromptVoice:
    synthesizer = synthesizer_for(NATURAL, DEFAULT_WORDS_PER_MINUTE, _give_up)
    synthesizer.pronounce(load_language().pronunciations)
    return PromptVoice(synthesizer, RATE_HZ)


def _give_up(reason: str) -> None:
    """Another voice's figures would be of no use."""
    raise SystemExit(reason)


def _stranger(below_db: float, seed: int) -> Samples:
    """One reader's sentences with pauses over the floor: (frames,) float32 mono, 16 kHz."""
    chance = random.Random(seed)
    paths = sorted((SPEECH / "test" / "continuous" / "librispeech").iterdir())
    reader = chance.choice(sorted({_reader(path) for path in paths}))
    pieces: list[Samples] = []
    frames = 0
    while frames < STRANGER_S * RATE_HZ:
        for path in (one for one in paths if _reader(one) == reader):
            sentence = at_speech_level(read_recording(path), USER_DB - below_db)
            pause = np.zeros(frames_of(chance.uniform(*PAUSES_MS), RATE_HZ), np.float32)
            pieces += [pause, sentence]
            frames += len(pause) + len(sentence)
    talk = np.concatenate(pieces)
    return np.asarray(talk + white_noise(len(talk), FLOOR_DB, seed=seed), np.float32)


def _reader(path: Path) -> str:
    return path.name.split("-")[0]


def _row(name: str, outcomes: Sequence[Outcome]) -> Row:
    every = [result for outcome in outcomes for result in outcome.results]
    results = [result for result in every if result.tries]
    tries = Counter(result.heard_at_try for result in results)
    at_once = sum(one.heard_at_try == 1 and not one.asked for one in results)
    return {
        "voice": name,
        "said": len(results),
        "not said": len(every) - len(results),
        "at once": at_once,
        "asked": sum(one.asked and one.heard_at_try is not None for one in results),
        "said again": sum(not one.asked and (one.heard_at_try or 0) > 1 for one in results),
        "never": tries[None],
        "wrong": sum(len(outcome.wrong) for outcome in outcomes),
        "signs": sum(outcome.signs for outcome in outcomes),
        "ended": sum(outcome.ended for outcome in outcomes),
        "at once %": share_text(at_once, len(results)),
        "in the end %": share_text(len(results) - tries[None], len(results)),
    }


def _measure(wanted: Sequence[Voice], below_db: float, seed: int, processes: int) -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        count = len(wanted)
        outcomes = list(pool.map(run_session, wanted, [below_db] * count, [seed] * count))
    rows = [_row(voice.name, [one]) for voice, one in zip(wanted, outcomes, strict=True)]
    print(f"steered: {machine()}, seed {seed}, the stranger {below_db:g} dB below the user\n")
    print(text_of(Table("sessions", [*rows, _row("all", outcomes)])))
    for voice, outcome in zip(wanted, outcomes, strict=True):
        unheard = [one.turn.text for one in outcome.results if one.heard_at_try != 1 or one.asked]
        print(json.dumps({"voice": voice.name, "not at once": unheard, "wrong": outcome.wrong}))


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--voice", action="append", metavar="NAME", help="a voice for testing")
    parser.add_argument("--below", type=float, default=20.0, metavar="DB", help="the stranger")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    chosen = [one for one in voices("testing") if one.name in (given.voice or VOICES)]
    for lacking in (one for one in chosen if one.lacks):
        print(f"Not measured: {lacking.name}: {lacking.lacks}.")
    present = [one for one in chosen if not one.lacks]
    _measure(present, given.below, given.seed, given.processes)
