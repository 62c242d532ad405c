"""Amount of talk, time to the first movement, and shares of the time, in virtual time.

The user trains every day, says "ready" as soon as they are asked, and ends open holds after 0.7 of
their cap. Experience of a day counts from the next one on.
"""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.benchmarks.figures import Figure, figure, report
from scripts.lab.virtual_days import Played, VirtualDays
from voicecoach.core.effects import Rank

ROUTINES = ("balance", "quick", "warm-up", "strength", "full")
FADING = "balance"
LEARNT_DAY, LAST_DAY = 10, 30


def _days(routine: str, last_day: int) -> list[Played]:
    """A user of their own for each routine."""
    with TemporaryDirectory() as folder:
        return VirtualDays(Path(folder)).sessions(routine, last_day)


def _words(days: list[Played]) -> list[Figure]:
    """Words without the numbers that are counted, which are the work itself."""
    words = [played.words(Rank.COUNT) for played in days]
    every = [played.words() for played in days]
    named = [
        figure(f"{FADING}, day {day}", "words", [float(words[day - 1])])
        for day in (1, 3, LEARNT_DAY, LAST_DAY)
    ]
    last = LAST_DAY - 1
    return [
        *named,
        figure(f"{FADING}, day {LAST_DAY} of day 1", "%", [100 * words[last] / words[0]]),
        figure(f"{FADING}, the same with numbers", "%", [100 * every[last] / every[0]]),
    ]


def _of_routine(name: str, days: list[Played]) -> list[Figure]:
    first, learnt = days[0], days[LEARNT_DAY - 1]
    return [
        figure(f"{name}, day 1, first movement", "s", [first.first_movement_s]),
        figure(f"{name}, day {LEARNT_DAY}, first movement", "s", [learnt.first_movement_s]),
        figure(f"{name}, day {LEARNT_DAY}, work", "%", [100 * learnt.shares.work]),
        figure(f"{name}, day {LEARNT_DAY}, prescribed rest", "%", [100 * learnt.shares.rest]),
    ]


def _measure(part: str) -> None:
    figures: list[Figure] = []
    if part in ("words", "all"):
        figures += _words(_days(FADING, LAST_DAY))
    if part in ("shares", "all"):
        for name in ROUTINES:
            figures += _of_routine(name, _days(name, LEARNT_DAY))
    report("coaching", figures)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("words", "shares", "all"), default="all")
    _measure(parser.parse_args().part)
