"""Made-up histories of one exercise, and the next dose after each."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from voicecoach.content.loader import load_library
from voicecoach.core.facts import (
    DoseGiven,
    DoseWished,
    Effort,
    EffortRated,
    ExerciseSkipped,
    MorningAnswered,
    PainReported,
    SetEnded,
    Wish,
)
from voicecoach.core.progression.ladder import ladder_of
from voicecoach.core.progression.next_dose import NextDose, next_doses
from voicecoach.core.progression.past import Past, TimedFact
from voicecoach.core.workout.exercise import Exercise, Measure
from voicecoach.core.workout.routine import Routine, single

DAY_S = 86_400.0
CALF_RAISES = load_library().exercises["calf-raises"]
LADDER = ladder_of(CALF_RAISES)


@dataclass(frozen=True)
class Time:
    """One workout: what was given and done of calf raises, three sets of twelve as a rule."""

    day: float
    rung: int = 0
    done: tuple[int, ...] = (12, 12, 12)
    skipped: bool = False
    effort: Effort | None = None
    wish: Wish | None = None
    pain: int | None = None
    settled: bool | None = None
    """The next morning's answer; None: there was none."""
    reduced: bool = False


def past_of(*times: Time, exercise: Exercise = CALF_RAISES) -> Past:
    """Past that the history would hand over for these workouts."""
    past = Past()
    for number, time in enumerate(times):
        past = _with(past, time, f"workout-{number}", exercise.slug)
    return past


def _with(past: Past, time: Time, key: str, slug: str) -> Past:
    at_s = time.day * DAY_S
    way = LADDER[time.rung].variation
    name = way.name if way else None
    dose = DoseGiven(
        slug, 0, time.rung, max(1, len(time.done)), Measure.REPS, 12, 1.0, name, time.reduced
    )
    sets = tuple(
        SetEnded(slug, number, None, None, Measure.REPS, amount, 12, amount >= 12, False)
        for number, amount in enumerate(time.done, start=1)
        if amount > 0
    )
    skips = (ExerciseSkipped(slug, 1),) if time.skipped else ()
    efforts = (EffortRated(slug, time.effort),) if time.effort else ()
    wishes = (DoseWished(slug, time.wish, None, None, True),) if time.wish else ()
    pains = (PainReported(slug, time.pain, None),) if time.pain is not None else ()
    mornings = (MorningAnswered(slug, time.settled),) if time.settled is not None else ()

    return replace(
        past,
        doses=(*past.doses, TimedFact(at_s, key, dose)),
        sets=(*past.sets, *(TimedFact(at_s + 60, key, one) for one in sets)),
        skips=(*past.skips, *(TimedFact(at_s + 90, key, one) for one in skips)),
        efforts=(*past.efforts, *(TimedFact(at_s + 120, key, one) for one in efforts)),
        wishes=(*past.wishes, *(TimedFact(at_s + 130, key, one) for one in wishes)),
        pains=(*past.pains, *(TimedFact(at_s + 140, key, one) for one in pains)),
        mornings=(
            *past.mornings,
            *(TimedFact(at_s + DAY_S / 2, f"{key}-morning", one) for one in mornings),
        ),
    )


def next_after(
    *times: Time, day: float, past: Past | None = None, routine: Routine | None = None
) -> NextDose:
    """The next dose of calf raises on this day."""
    (dose,) = next_doses(routine or single(CALF_RAISES), past or past_of(*times), now_s=day * DAY_S)
    return dose


TIMES = st.lists(
    st.builds(
        Time,
        day=st.floats(0.1, 9.0),
        rung=st.integers(-25, 25),
        done=st.lists(st.integers(0, 12), min_size=0, max_size=3).map(tuple)
        | st.just((12, 12, 12)),
        skipped=st.booleans(),
        effort=st.none() | st.sampled_from(Effort),
        wish=st.none() | st.sampled_from(Wish),
        pain=st.none() | st.integers(0, 10),
        settled=st.none() | st.booleans(),
        reduced=st.booleans(),
    ),
    min_size=1,
    max_size=8,
)
"""Workouts whose `day` is the number of days since the one before."""


@st.composite
def histories(draw: st.DrawFn) -> tuple[Time, ...]:
    """Any history of one exercise, in order of time."""
    day = 0.0
    found = []
    for time in draw(TIMES):
        day += time.day
        found.append(replace(time, day=day))
    return tuple(found)
