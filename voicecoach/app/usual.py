"""Which routine a command means when the user names none."""

from collections.abc import Container

from voicecoach.history.opening import reading
from voicecoach.history.overview import workouts
from voicecoach.places import history_file

DEFAULT_ROUTINE = "balance"


def usual_routine(known: Container[str]) -> str:
    """The one that was done last, if it is among the known ones; raises HistoryError."""
    with reading(history_file()) as database:
        done = workouts(database) if database else ()
    slugs = (one.routine for one in reversed(done))
    return next((slug for slug in slugs if slug in known), DEFAULT_ROUTINE)
