"""The content of a progress report, before anything is drawn."""

from collections.abc import Mapping, Sequence
from datetime import date

from voicecoach.charts.series import Week, weeks_until
from voicecoach.core.progression.past import Best
from voicecoach.core.progression.streak import Streak, current, longest, streaks
from voicecoach.dataclass import dataclass
from voicecoach.history.overview import PastWorkout
from voicecoach.history.trends import Trend

FEWEST_WEEKS, MOST_WEEKS = 8, 52
MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Report:
    """Workouts of a period, and the course of its exercises."""

    today: date
    workouts: Sequence[PastWorkout]
    """Oldest first; at least one."""
    trends: Sequence[Trend]
    bests: Sequence[Best]
    names: Mapping[str, str]
    """Names of exercises by slug; where one is missing, the slug stands for it."""

    @property
    def first(self) -> date:
        """Day of the first workout."""
        return self.workouts[0].day

    @property
    def active_ms(self) -> int:
        """Duration of all workouts together, ms."""
        return sum(one.active_ms for one in self.workouts)

    @property
    def streak(self) -> Streak | None:
        """The current streak; None: it has ended."""
        return current(streaks(one.day for one in self.workouts), self.today)

    @property
    def longest_streak(self) -> Streak | None:
        """The streak with the most days."""
        return longest(streaks(one.day for one in self.workouts))

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The last weeks including this one."""
        return weeks_until(
            self.today,
            ((one.day, one.active_ms) for one in self.workouts),
            least=FEWEST_WEEKS,
            most=MOST_WEEKS,
        )

    @property
    def active_by_day(self) -> Mapping[date, int]:
        """Duration of the workouts of each day, ms."""
        found: dict[date, int] = {}
        for one in self.workouts:
            found[one.day] = found.get(one.day, 0) + one.active_ms
        return found

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """The last months including this one, as year and month, since the first workout."""
        last = self.today.year * 12 + self.today.month - 1
        begun = min(last, self.first.year * 12 + self.first.month - 1)
        first = max(begun, last - MOST_MONTHS + 1)
        return tuple((number // 12, number % 12 + 1) for number in range(first, last + 1))

    def name(self, exercise: str) -> str:
        """Name of an exercise."""
        return self.names.get(exercise, exercise)

    def bests_of(self, exercise: str) -> Sequence[Best]:
        """The best sets of an exercise, one per side."""
        return [best for best in self.bests if best.exercise == exercise]
