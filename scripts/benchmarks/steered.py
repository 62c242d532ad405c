"""Whole sessions in the offline room, steered by sentences while a stranger talks.

The coach speaks with its default voice, as loud as its user. The user says each sentence in its
phase, and once or twice more if it isn't understood, then presses the key. The user answers the
coach's questions.
"""

import json
import random
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import numpy as np

from scripts.benchmarks.hearing_direct import FLOOR_DB
from scripts.benchmarks.hearing_report import Row, Table, text_of
from scripts.benchmarks.intervals import share_text
from scripts.benchmarks.said import USER_DB, Voice, say, voices
from scripts.benchmarks.steered_user import (
    Ending,
    Outcome,
    SentenceUser,
    Turn,
)
from scripts.lab.machine import machine
from scripts.lab.processes import silent_processes
from scripts.lab.recordings import SPEECH, read_recording
from scripts.lab.strict_voice import strict_voice
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.phases import Phase
from voicecoach.devices.speaker import SOUND_DELAY_MS
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.chain import HearingChain
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.simulation.calibration import echo_path
from voicecoach.simulation.coaching import coach_in_room, session_in_room
from voicecoach.simulation.microphone import MicrophoneTraits, SimulatedMicrophone
from voicecoach.simulation.person import Said
from voicecoach.simulation.room import OfflineRoom, RoomOutlivedError
from voicecoach.simulation.sounds import at_speech_level, white_noise
from voicecoach.sound.clip import Samples, frames_of
from voicecoach.speech_models.lookup import bundled_model
from voicecoach.voice.choice import NATURAL

VOICES = ("am_michael", "bf_emma", "bm_george", "flite rms", "espeak en-gb+f5")
"""Five voices that chose no threshold. The coach's own is made of a sixth, af_heart."""
OPEN_EARS_MS = 1000
"""The microphone is open before a session begins."""
LIMIT_MS = 900_000
STRANGER_S = 300
PAUSES_MS = (700, 4000)
"""Shortest and longest pause of the stranger."""
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


def run_session(
    voice: Voice, below_db: float | None, seed: int, trace: Path | None = None
) -> Outcome:
    """Steer a session by a voice, with a stranger this far below it; None: with nobody else.

    All that was said and understood is written to `trace`.
    """
    coach_voice = strict_voice(NATURAL)
    library, language = load_library(), load_language()
    person = SentenceUser(partial(say, voice), TURNS, language.vocabulary)
    routine = library.routine("balance")
    first = library.exercise("heel-to-toe-walk").position
    room = OfflineRoom(
        echo=echo_path(USER_DB, coach_voice.clip(first).samples, delay_ms=20, seed=seed),
        microphone=SimulatedMicrophone(MicrophoneTraits(_background(below_db, seed))),
        person=person,
        hearing=HearingChain(CommandSpotter(VoskModel(bundled_model()).new_recognizer)),
        limit_ms=LIMIT_MS,
    )
    person.press = room.press
    session = session_in_room(routine, coach_voice, language, sound_delay_ms=SOUND_DELAY_MS)
    coach = coach_in_room(room, person, session, voice=coach_voice, language=language)
    room.wait(OPEN_EARS_MS)
    with suppress(RoomOutlivedError):
        coach.run()
        person.outcome.ended = True
    if trace:
        trace.write_text("".join(f"{line}\n" for line in _lines_of(person)), encoding="utf-8")
    return person.outcome


def _lines_of(person: SentenceUser) -> Iterator[str]:
    """Yield what was said and understood, in the order of time."""
    said = [(one.began_ms, f"user:  {one.text}") for one in person.utterances]
    happened = [
        (at_ms, f"coach: {one.text}" if isinstance(one, Said) else f"       {one}")
        for at_ms, one in person.happened
    ]
    for at_ms, what in sorted(said + happened, key=lambda line: line[0]):
        yield f"{at_ms / 1000:8.2f} {what}"


def _background(below_db: float | None, seed: int) -> Samples:
    """The floor, and on it one reader's sentences with pauses: (frames,) float32 mono, 16 kHz."""
    floor = white_noise(STRANGER_S * RATE_HZ, FLOOR_DB, seed=seed)
    if below_db is None:
        return floor
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
    return np.asarray(talk[: len(floor)] + floor, np.float32)


def _reader(path: Path) -> str:
    return path.name.split("-")[0]


def _row(name: str, outcomes: Sequence[Outcome]) -> Row:
    results = [result for outcome in outcomes for result in outcome.results]
    counts = Counter(result.ending for result in results)
    said = len(results) - counts[Ending.NOT_SAID]
    understood = sum(counts[one] for one in (Ending.AT_ONCE, Ending.REPEATED, Ending.ASKED))
    false = sum(len(outcome.false) for outcome in outcomes)
    minutes = sum(outcome.minutes for outcome in outcomes)
    return {
        "voice": name,
        "said": said,
        **{ending.value: counts[ending] for ending in Ending},
        "wrong": sum(len(outcome.wrong) for outcome in outcomes),
        "false": false,
        "minutes": round(minutes, 1),
        "false an hour": round(60 * false / minutes, 1) if minutes else "",
        "signs": sum(outcome.signs for outcome in outcomes),
        "ended": sum(outcome.ended for outcome in outcomes),
        "at once %": share_text(counts[Ending.AT_ONCE], said),
        "in the end %": share_text(understood, said),
    }


def _measure(wanted: Sequence[Voice], options: Namespace) -> None:
    with silent_processes(options.processes) as pool:
        running = [
            pool.submit(
                run_session,
                voice,
                None if options.alone else options.below,
                options.seed,
                options.trace and options.trace.with_name(f"{voice.name} {options.trace.name}"),
            )
            for voice in wanted
        ]
        outcomes = [one.result() for one in running]
    rows = [_row(voice.name, [one]) for voice, one in zip(wanted, outcomes, strict=True)]
    others = "nobody else" if options.alone else f"a stranger {options.below:g} dB below the user"
    print(f"steered: {machine()}, seed {options.seed}, {others}\n")
    print(text_of(Table("sessions", [*rows, _row("all", outcomes)])))
    for voice, outcome in zip(wanted, outcomes, strict=True):
        line = {
            "voice": voice.name,
            "not at once": {
                one.turn.text: one.ending.value
                for one in outcome.results
                if one.ending is not Ending.AT_ONCE
            },
            "wrong": outcome.wrong,
            "false": outcome.false,
        }
        print(json.dumps(line))


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--voices", choices=("testing", "tuning"), default="testing")
    parser.add_argument("--voice", action="append", metavar="NAME", help="one of these voices")
    parser.add_argument("--below", type=float, default=20.0, metavar="DB", help="the stranger")
    parser.add_argument("--alone", action="store_true", help="without a stranger")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--trace", type=Path, metavar="FILE", help="write what was said, by voice")
    given = parser.parse_args()
    names = given.voice or (VOICES if given.voices == "testing" else ())
    chosen = [one for one in voices(given.voices) if not names or one.name in names]
    for lacking in (one for one in chosen if one.lacks):
        print(f"Not measured: {lacking.name}: {lacking.lacks}.")
    _measure([one for one in chosen if not one.lacks], given)
