"""Accuracy of intervals on their clock, and the time to compile many blocks."""

import time
from argparse import ArgumentParser
from dataclasses import replace

from scripts.benchmarks.figures import Figure, figure, report
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.effects import Earcon, Play
from voicecoach.core.events import Heard
from voicecoach.core.phases import Phase
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.session import Session
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.workout.block import Block, InARow, OnTheClock
from voicecoach.core.workout.conduct import Gate
from voicecoach.core.workout.exercise import Timed
from voicecoach.core.workout.routine import Routine, RoutineItem
from voicecoach.voice.speech_length import estimated_length_ms

PERIOD_MS = 30_000
WORK_MS = 20_000
ROUNDS = 60
BLOCKS = 1000
QUESTIONS = ("how many left", "what's next", "faster", "less talk", "more talk", "which side")
"""Said in turn, every seven seconds."""


def intervals() -> Routine:
    """Half an hour of twenty seconds of work and ten of rest."""
    block = Block(0, OnTheClock(0))
    exercise = load_library().exercise("calf-raises")
    exercise = replace(exercise, counting=Timed(WORK_MS, ()), sets=ROUNDS)
    item = RoutineItem(exercise, 0, block=block, period_ms=PERIOD_MS, gate=Gate(asks=False))
    return Routine("intervals", "Intervals", "Half an hour.", 1, (item,))


def many_blocks() -> Routine:
    """A thousand blocks of an exercise each."""
    exercises = tuple(load_library().exercises.values())
    items = tuple(
        RoutineItem(
            replace(exercises[number % len(exercises)], sets=1),
            20_000,
            block=Block(number, InARow()),
        )
        for number in range(BLOCKS)
    )
    return Routine("many", "Many blocks", "A thousand blocks.", 1, items)


def drifts_ms() -> list[float]:
    """Distance of each set's beginning from its place on the clock, as the user keeps asking."""
    routine, language = intervals(), load_language()
    session = Session(
        Program(routine, compile_steps(routine, ready_wait_ms=0)),
        book=language.book,
        vocabulary=language.vocabulary,
        timing=SpeechTiming(lambda words: estimated_length_ms(language.book.sentence(words), 160)),
    )
    begins: list[int] = []
    effects, now_ms, asks_ms, asked = session.begin(0), 0, 60_000, 0
    while session.phase is not Phase.SUMMARY:
        begins += [
            effect.at_ms
            for effect in effects
            if isinstance(effect, Play) and effect.earcon is Earcon.GO and effect.at_ms is not None
        ]
        now_ms = min(session.deadline_ms or asks_ms, asks_ms)
        if now_ms < asks_ms:
            effects = session.advance(now_ms)
        else:
            words = QUESTIONS[asked % len(QUESTIONS)]
            effects = session.handle(Heard(words, now_ms - 400, now_ms), now_ms)
            asks_ms, asked = asks_ms + 7000, asked + 1
    return [float(at_ms - begins[0] - PERIOD_MS * n) for n, at_ms in enumerate(begins)]


def compile_times_ms(times: int) -> list[float]:
    """Processor time of compiling the routine of many blocks, each time."""
    routine = many_blocks()
    found = []
    for _ in range(times):
        began_s = time.process_time()
        compile_steps(routine, ready_wait_ms=20_000)
        found.append(1000 * (time.process_time() - began_s))
    return found


def _figures(times: int) -> list[Figure]:
    drifts = drifts_ms()
    assert len(drifts) == ROUNDS, "every set begins"
    return [
        figure(f"begin of {ROUNDS} sets in half an hour, from their times", "ms", drifts),
        figure(f"compile a routine of {BLOCKS} blocks", "ms", compile_times_ms(times)),
    ]


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    report("blocks", _figures(parser.parse_args().times))
