"""Amounts of data and training: the full recipe, and a slice of it that takes minutes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from scripts.model.speech.augmentation import MILD, Strengths
from scripts.model.training.course import CoolDown, Course, Shares
from scripts.model.tuning import Extent

SHARES: Shares = {
    "words": 0.2,
    "librispeech": 0.27,
    "an4": 0.03,
    "commands in sentences": 0.1,
    "hibari": 0.12,
    "pico": 0.09,
    "espeak": 0.08,
    "flite": 0.06,
    "festival": 0.05,
    "kokoro": 0.14,
    "commands of kokoro": 0.06,
    "near words of kokoro": 0.03,
}
"""Shares of the kinds of speech in training."""
LAST_SHARES: Shares = {
    "words": 0.36,
    "librispeech": 0.2,
    "an4": 0.03,
    "commands in sentences": 0.14,
    "hibari": 0.09,
    "pico": 0.06,
    "espeak": 0.05,
    "flite": 0.04,
    "festival": 0.03,
    "kokoro": 0.2,
    "commands of kokoro": 0.1,
    "near words of kokoro": 0.05,
}
"""The same while the rate falls: the network keeps best what it learns then, so more of what the
model is for (Hu et al., "MiniCPM", 2024)."""
LAST_SHARES_OF_VOICES: Shares = {
    "words": 0.28,
    "librispeech": 0.14,
    "an4": 0.03,
    "commands in sentences": 0.14,
    "hibari": 0.13,
    "pico": 0.09,
    "espeak": 0.08,
    "flite": 0.06,
    "festival": 0.05,
    "kokoro": 0.26,
    "commands of kokoro": 0.14,
    "near words of kokoro": 0.06,
}
"""The same with more of the synthetic voices, which alone say all commands."""


@dataclass(frozen=True, slots=True)
class Round:
    """Alignment with the network of the round before, then training on its labels."""

    course: Course
    least_score: float
    """Pieces whose alignment is worse on average are left out: not what their text says."""
    strengths: Strengths = field(default_factory=Strengths)


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes of all stages."""

    synthetic_hours: Mapping[str, float]
    """For each engine."""
    most_recordings: int | None
    bootstrap: Course | None
    """Training on labels whose times are known; None: a finished model takes its place."""
    rounds: Sequence[Round]
    tuning: Extent
    phone_cost: float | None = None
    """Cost of a phone in the filler, with the usual scales; None: tuning chooses all of these."""
    threads: int = 2
    """Of the network; the examples are made in a process beside it."""


FULL = Plan(
    synthetic_hours={
        "hibari": 1.6,
        "pico": 1.2,
        "espeak": 1.2,
        "flite": 1.0,
        "festival": 0.7,
        "kokoro": 1.0,
    },
    most_recordings=None,
    bootstrap=Course(180, (CoolDown(60),), rate=4e-4, head_rate=4e-3, batch_s=48, frozen_layers=5),
    rounds=(
        Round(
            Course(300, (CoolDown(100),), rate=4e-4, head_rate=1.6e-3, frozen_layers=5),
            least_score=-2.0,
        ),
        Round(
            Course(
                12_500,
                (
                    CoolDown(1000, LAST_SHARES, seed=2),
                    CoolDown(1800, LAST_SHARES, seed=5),
                    CoolDown(2200, LAST_SHARES_OF_VOICES, most_of_a_word=2, seed=2),
                ),
                rate=2.5e-4,
                head_rate=5e-4,
                frozen_layers=2,
                seed=2,
            ),
            least_score=-1.0,
        ),
    ),
    tuning=Extent(most_a_word=15, talk_s=900),
)

FURTHER = Plan(
    synthetic_hours={
        "hibari": 0.7, "pico": 0.5, "espeak": 0.5, "flite": 0.4, "festival": 0.3, "kokoro": 2.0,
    },
    most_recordings=None,
    bootstrap=None,
    rounds=(
        Round(
            Course(
                600,
                (
                    CoolDown(900, LAST_SHARES, seed=2),
                    CoolDown(1100, LAST_SHARES_OF_VOICES, most_of_a_word=2, seed=3),
                ),
                rate=2e-4,
                head_rate=4e-4,
                frozen_layers=2,
                seed=2,
            ),
            least_score=-1.0,
        ),
    ),
    tuning=FULL.tuning,
)  # fmt: skip
"""A round more, from the weights of a finished model."""

QUICK = Plan(
    synthetic_hours={"flite": 0.1, "pico": 0.05, "kokoro": 0.02},
    most_recordings=300,
    bootstrap=Course(75, (CoolDown(25),), rate=6e-4, head_rate=6e-3, batch_s=24, frozen_layers=5),
    rounds=(
        Round(
            Course(
                75,
                (CoolDown(25), CoolDown(25, most_of_a_word=2, seed=2)),
                rate=6e-4,
                head_rate=3e-3,
                batch_s=24,
                frozen_layers=5,
            ),
            least_score=-4.0,
            strengths=MILD,
        ),
    ),
    tuning=Extent(most_a_word=2, talk_s=20, phone_costs=(0.3,), orders=(), priors=()),
)


def with_steps(plan: Plan, steps: int) -> Plan:
    """The same plan with this number of steps in the last round before the rate falls.

    If that is less than planned, the rate falls in a smaller number of steps too, by the same
    ratio: otherwise most of a short training would be its end.
    """
    *others, last = plan.rounds
    share = min(1.0, steps / last.course.steps)
    cool_downs = tuple(
        replace(way, steps=math.ceil(way.steps * share)) for way in last.course.cool_downs
    )
    changed = replace(last, course=replace(last.course, steps=steps, cool_downs=cool_downs))
    return replace(plan, rounds=(*others, changed))
