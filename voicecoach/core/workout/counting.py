"""The kinds of counting: one table with a row for each.

A row holds everything that the program knows about its kind, except its format in exercise files
(`content.schema`) and the cues of a set (`timeline.work`).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Generic, TypeVar

from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.workout.exercise import (
    Counting,
    Distance,
    Hold,
    Letters,
    Measure,
    OpenHold,
    Reps,
    Steps,
    Timed,
    UserPaced,
)
from voicecoach.core.workout.spoken_doses import (
    SpokenSets,
    hold_dose,
    letters_dose,
    reps_dose,
    timed_dose,
    whole_seconds,
)
from voicecoach.dataclass import dataclass

CountingT = TypeVar("CountingT", bound=Counting)

ONE_AT_OWN_PACE_MS = 6000
"""Estimated time for one count at the user's own pace: twenty marbles in two minutes."""

METER_MS = 500
"""Estimated time for a meter: between a brisk walk and an easy run."""

_SECOND_MS = 1000
_METER_STEP = 10
_HOLD_STEP_MS = 5000
_FEWEST = 4
_ALPHABET = 26
_BEAT_GRID_MS = 10


def _no_sentence(_: Counting, _side: str | None) -> None:
    return None


def _no_text(_: Counting) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class CountingKind(Generic[CountingT]):
    """One row of the table.

    Each function takes a counting of this kind. Those that return a sentence, apart from
    `dose`, also take the word for a side ("foot"); None: both sides work at once.
    """

    counting: type[CountingT]
    name: str
    """The kind as exercise files and JSON output call it."""
    measure: Measure
    """Unit of the amount."""
    amount: Callable[[CountingT], int]
    """Amount that one set asks for, in whole units of the measure; an open hold: its cap."""
    with_amount: Callable[[CountingT, int], CountingT]
    """The counting with another amount."""
    most_amount: Callable[[CountingT], int]
    """Largest amount that progression raises a set to before it raises something else."""
    scaled: Callable[[CountingT, float], CountingT]
    """The counting with this share of its amount, rounded to a number that is easy to follow."""
    set_ms: Callable[[CountingT], int]
    """Duration of one set at its usual speed, without turns, ms; an open hold: up to its cap."""
    dose: Callable[[CountingT, SpokenSets], Phrase]
    """The amount and the number of sets as a spoken sentence."""
    text: Callable[[CountingT], str]
    """The amount in a few written words: "12", "30 s", "A to M"."""
    pace: Callable[[CountingT], str] = _no_text
    """The tempo, or the course of a set, in a few written words; "" if there is none."""
    pace_label: str = "Tempo"
    """Heading of `pace`."""
    ending: Callable[[CountingT, str | None], Phrase | None] = _no_sentence
    """Spoken sentence about how the user ends a set; None: it ends by itself."""
    unattended_ending: Callable[[CountingT, str | None], Phrase | None] = _no_sentence
    """Sentence that replaces `ending` where nobody hears the user; None: nothing does."""
    unattended_limit: Callable[[CountingT, str | None], Phrase | None] = _no_sentence
    """Sentence about the time of a set, said after the dose where nobody hears the user; None: it
    needs none."""
    slowed: Callable[[CountingT, float], CountingT] | None = None
    """The counting with each rep lasting longer by this factor; None: it has no tempo."""
    asks_effort: bool = True
    """True if the user is asked afterwards how hard it was."""
    gains_sets: bool = True
    """True if progression may add a set."""
    gains_mid_set: bool = True
    """True if the user can ask for more in the middle of a set."""
    prefers_easier_variation: bool = True
    """True if an easier variation comes before a smaller amount. Fewer letters are easier
    already."""
    is_hold: bool = False
    """True if one position is held for its whole length."""
    has_best: bool = False
    """True if the longest set so far is announced before the next one."""


def kind_of(counting: CountingT) -> CountingKind[CountingT]:
    """The row of this counting's kind."""
    return _ROWS[type(counting)]


def seconds_text(duration_ms: int) -> str:
    """A duration as "2.5 s"."""
    return f"{duration_ms / _SECOND_MS:g} s"


def _most_count(count: int) -> int:
    return count * 5 // 4 if count >= 8 else count + 2


def _scaled_count(count: int, share: float) -> int:
    return max(min(count, _FEWEST), round(count * share))


def _scaled_ms(duration_ms: int, share: float) -> int:
    rounded = round(duration_ms * share / _HOLD_STEP_MS) * _HOLD_STEP_MS
    return max(min(duration_ms, 2 * _HOLD_STEP_MS), rounded)


def _slowed_reps(reps: Reps, factor: float) -> Reps:
    parts = tuple(
        replace(part, duration_ms=round(part.duration_ms * factor / _BEAT_GRID_MS) * _BEAT_GRID_MS)
        for part in reps.tempo
    )
    return replace(reps, tempo=parts)


_REPS = CountingKind(
    Reps,
    name="reps",
    measure=Measure.REPS,
    amount=lambda reps: reps.count,
    with_amount=lambda reps, amount: replace(reps, count=amount),
    most_amount=lambda reps: _most_count(reps.count),
    scaled=lambda reps, share: replace(reps, count=_scaled_count(reps.count, share)),
    set_ms=lambda reps: reps.count * reps.rep_ms,
    dose=reps_dose,
    text=lambda reps: f"up to {reps.count}" if reps.open_ended else f"{reps.count}",
    pace=lambda reps: ", ".join(
        f"{part.word} {seconds_text(part.duration_ms)}" for part in reps.tempo
    ),
    ending=lambda reps, _: phrase("dose.say-done") if reps.open_ended else None,
    slowed=_slowed_reps,
)


def _steps_pace(steps: Steps) -> str:
    turn = f", a turn after {steps.turn_every}" if steps.turn_every else ""
    return f"a step every {seconds_text(steps.beat_ms)}{turn}"


_STEPS = CountingKind(
    Steps,
    name="steps",
    measure=Measure.STEPS,
    amount=lambda steps: steps.count,
    with_amount=lambda steps, amount: replace(steps, count=amount),
    most_amount=lambda steps: _most_count(steps.count),
    scaled=lambda steps, share: replace(steps, count=_scaled_count(steps.count, share)),
    set_ms=lambda steps: steps.count * steps.beat_ms,
    dose=lambda steps, of: phrase(
        f"dose.steps.{of.manner}", n=steps.count, side=of.side, sets=of.sets
    ),
    text=lambda steps: f"{steps.count} steps",
    pace=_steps_pace,
)


def _with_letters(letters: Letters, amount: int) -> Letters:
    """Ends earlier or later, at Z at the latest."""
    first = ord(letters.first)
    return replace(letters, last=chr(min(first + amount - 1, first + _ALPHABET - 1)))


def _most_letters(letters: Letters) -> int:
    return min(_ALPHABET - (ord(letters.first.upper()) - ord("A")), 2 * letters.count)


_LETTERS = CountingKind(
    Letters,
    name="letters",
    measure=Measure.LETTERS,
    amount=lambda letters: letters.count,
    with_amount=_with_letters,
    most_amount=_most_letters,
    scaled=lambda letters, _share: letters,
    set_ms=lambda letters: letters.count * letters.beat_ms,
    dose=letters_dose,
    text=lambda letters: f"{letters.first} to {letters.last}",
    pace=lambda letters: f"a letter every {seconds_text(letters.beat_ms)}",
    gains_mid_set=False,
    prefers_easier_variation=False,
)


_HOLD = CountingKind(
    Hold,
    name="hold",
    measure=Measure.SECONDS,
    amount=lambda hold: whole_seconds(hold.duration_ms),
    with_amount=lambda _, amount: Hold(amount * _SECOND_MS),
    most_amount=lambda hold: whole_seconds(hold.duration_ms) * 3 // 2,
    scaled=lambda hold, share: Hold(_scaled_ms(hold.duration_ms, share)),
    set_ms=lambda hold: hold.duration_ms,
    dose=hold_dose,
    text=lambda hold: seconds_text(hold.duration_ms),
    is_hold=True,
)


_OPEN_HOLD = CountingKind(
    OpenHold,
    name="open-hold",
    measure=Measure.SECONDS,
    amount=lambda hold: whole_seconds(hold.cap_ms),
    with_amount=lambda _, amount: OpenHold(amount * _SECOND_MS),
    most_amount=lambda hold: whole_seconds(hold.cap_ms),
    scaled=lambda hold, share: OpenHold(_scaled_ms(hold.cap_ms, share)),
    set_ms=lambda hold: hold.cap_ms,
    dose=lambda hold, of: phrase(
        f"dose.open-hold.{of.manner}", n=whole_seconds(hold.cap_ms), side=of.side, sets=of.sets
    ),
    text=lambda hold: f"up to {seconds_text(hold.cap_ms)}",
    ending=lambda _, side: phrase("dose.say-down", side=side),
    unattended_ending=lambda _, side: phrase("unattended.hold", side=side),
    gains_sets=False,
    is_hold=True,
    has_best=True,
)


def _with_target(counts: UserPaced, amount: int) -> UserPaced:
    """Leaves more time for more counts, but not less for fewer."""
    cap_ms = round(counts.cap_ms * amount / counts.target)
    return UserPaced(amount, max(counts.cap_ms, cap_ms))


_USER_PACED = CountingKind(
    UserPaced,
    name="user-paced",
    measure=Measure.COUNTS,
    amount=lambda counts: counts.target,
    with_amount=_with_target,
    most_amount=lambda counts: _most_count(counts.target),
    scaled=lambda counts, share: replace(counts, target=_scaled_count(counts.target, share)),
    set_ms=lambda counts: counts.target * ONE_AT_OWN_PACE_MS,
    dose=lambda counts, of: phrase(
        f"dose.counts.{of.manner}", n=counts.target, side=of.side, sets=of.sets
    ),
    text=lambda counts: f"{counts.target} or {seconds_text(counts.cap_ms)}",
    pace=lambda _: "your own",
    unattended_limit=lambda counts, _: phrase("unattended.counts", n=whole_seconds(counts.cap_ms)),
    gains_mid_set=False,
)


def _with_meters(distance: Distance, meters: int) -> Distance:
    """Leaves more time for a longer way, but not less for a shorter one."""
    cap_ms = round(distance.cap_ms * meters / distance.meters)
    return Distance(meters, max(distance.cap_ms, cap_ms))


def _scaled_meters(distance: Distance, share: float) -> Distance:
    meters = round(distance.meters * share / _METER_STEP) * _METER_STEP
    return _with_meters(distance, max(min(distance.meters, _METER_STEP), meters))


_DISTANCE = CountingKind(
    Distance,
    name="distance",
    measure=Measure.METERS,
    amount=lambda distance: distance.meters,
    with_amount=_with_meters,
    most_amount=lambda distance: distance.meters * 3 // 2,
    scaled=_scaled_meters,
    set_ms=lambda distance: min(distance.cap_ms, distance.meters * METER_MS),
    dose=lambda distance, of: phrase(
        f"dose.meters.{of.manner}", n=distance.meters, side=of.side, sets=of.sets
    ),
    text=lambda distance: f"{distance.meters} m",
    pace=lambda _: "your own",
    ending=lambda *_: phrase("dose.say-arrived"),
    unattended_limit=lambda distance, _: phrase(
        "unattended.counts", n=whole_seconds(distance.cap_ms)
    ),
    gains_mid_set=False,
)


def _with_duration(timed: Timed, duration_ms: int) -> Timed:
    """For about so long: parts of their own length are done in whole rounds."""
    if timed.parts:
        rounds = max(1, round(duration_ms / timed.round_ms))
        duration_ms = rounds * timed.round_ms
    return replace(timed, duration_ms=duration_ms)


def _timed_pace(timed: Timed) -> str:
    parts = ", ".join(f"{part.word} {seconds_text(part.duration_ms)}" for part in timed.parts)
    return parts or ", then ".join(area[0].lower() + area[1:] for area in timed.areas)


_TIMED = CountingKind(
    Timed,
    name="time",
    measure=Measure.SECONDS,
    amount=lambda timed: whole_seconds(timed.duration_ms),
    with_amount=lambda timed, amount: _with_duration(timed, amount * _SECOND_MS),
    most_amount=lambda timed: whole_seconds(timed.duration_ms) * 4 // 3,
    scaled=lambda timed, share: _with_duration(timed, _scaled_ms(timed.duration_ms, share)),
    set_ms=lambda timed: timed.duration_ms,
    dose=timed_dose,
    text=lambda timed: seconds_text(timed.duration_ms),
    pace=_timed_pace,
    pace_label="Areas",
    asks_effort=False,
    gains_sets=False,
)


KINDS: tuple[CountingKind[Any], ...] = (
    *(_REPS, _HOLD, _OPEN_HOLD, _LETTERS, _STEPS, _USER_PACED, _TIMED, _DISTANCE),
)
"""All rows."""

_ROWS: dict[type, CountingKind[Any]] = {kind.counting: kind for kind in KINDS}
