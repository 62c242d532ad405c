"""Years of workouts, made up but plausible, the same every time."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from voicecoach.core.fact_codec import kept
from voicecoach.core.facts import (
    DoseGiven,
    Effort,
    EffortRated,
    Fact,
    IntentHeard,
    PainReported,
    PhaseEntered,
    PlaceReached,
    SessionEnded,
    SessionStarted,
    SetEnded,
)
from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.history.opening import writing
from voicecoach.history.writing import SessionHead, SetClock, insert_fact, insert_session

ZONE = timezone(timedelta(hours=1))
EXERCISES: tuple[tuple[str, Measure, bool, int, float, float], ...] = (
    ("heel-to-toe-walk", Measure.STEPS, False, 2, 20, 40),
    ("single-leg-balance", Measure.SECONDS, True, 2, 20, 30),
    ("arch-lifts", Measure.REPS, True, 3, 8, 14),
    ("barefoot-balance", Measure.SECONDS, True, 3, 12, 55),
    ("calf-raises", Measure.REPS, False, 3, 8, 20),
)
"""Slug, measure, each side on its own, sets, what was done on the first day, and on the last."""


def fill(path: Path, last: date, days: int, *, every: int = 1) -> None:
    """Write one workout for each `every`-th day up to `last` into this file, in one transaction."""
    chance = random.Random(days)
    with writing(path) as database:
        for number in range(0, days, every):
            day = last - timedelta(days=days - 1 - number)
            clock = SetClock()
            session: int | None = None
            for index, (at_ms, fact) in enumerate(_facts(number / days, chance)):
                one = kept(at_ms, fact)
                if session is None:
                    session = insert_session(database, _head(day, number), "balance")
                insert_fact(database, session, index, one, clock.began_ms(one))


def _head(day: date, number: int) -> SessionHead:
    began = datetime.combine(day, time(7, number % 60), ZONE)
    return SessionHead(f"{number:032x}", round(began.timestamp() * 1000), 3600, "0.1", None)


def _facts(progress: float, chance: random.Random) -> Iterator[tuple[int, Fact]]:
    """A workout as far along as this, 0 to 1: about 150 facts."""
    at_ms = 0
    yield at_ms, SessionStarted("balance")
    yield at_ms, PhaseEntered("greeting", None)
    sets = 0
    for item, (exercise, measure, each, count, first, last) in enumerate(EXERCISES):
        at_ms += 12_000
        yield at_ms, PhaseEntered("announcing", exercise)
        yield at_ms, DoseGiven(exercise, item, 0, count, measure, last, 1.0, None, False)
        yield at_ms + 3000, IntentHeard("ready", "ready", "announcing", True, at_ms + 2500)
        for set_number in range(1, count + 1):
            for side in (Side.RIGHT, Side.LEFT) if each else (None,):
                at_ms += 8_000
                yield at_ms, PlaceReached(item, exercise, set_number, side, None)
                yield (
                    at_ms,
                    PhaseEntered("holding" if measure is Measure.SECONDS else "counting", exercise),
                )
                mean = first + (last - first) * progress - (2 if side is Side.LEFT else 0)
                amount = min(last, max(1.0, mean + chance.gauss(0, (last - first) / 12)))
                done = round(amount, 1) if measure is Measure.SECONDS else float(round(amount))
                at_ms += round(done * 1000)
                is_open = exercise == "barefoot-balance"
                is_whole = is_open or done >= last
                yield (
                    at_ms,
                    SetEnded(
                        exercise, set_number, side, None, measure, done, last, is_whole, is_open
                    ),
                )
                sets += 1
                yield at_ms, PhaseEntered("resting", exercise)
        if chance.random() < 0.03:
            yield at_ms, PainReported(exercise, chance.randint(1, 6), None)
        effort = chance.choice((None, Effort.EASY, Effort.RIGHT, Effort.RIGHT, Effort.HARD))
        yield at_ms, EffortRated(exercise, effort)
    yield at_ms, SessionEnded(chance.random() < 0.9, at_ms, sets)
