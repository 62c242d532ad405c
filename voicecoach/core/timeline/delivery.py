"""Delivery of a session: its verbosity, and counting in words or in tones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import groupby

from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.phrases import Phrase
from voicecoach.core.timeline.announcing import instruction_lines
from voicecoach.core.timeline.company import Reminder, reminders
from voicecoach.core.timeline.lines import ESSENTIAL, Line, Role
from voicecoach.core.timeline.steps import Break, Cue, Place, Step, Talk, Work
from voicecoach.core.verbosity import LEAST_WISHED, Verbosity, less_talkative, more_talkative
from voicecoach.dataclass import dataclass

MARKED_EVERY = 10
"""Every tenth count in tones sounds different, and so does the last one of a set."""

_FADING_CALLS = frozenset({Role.HALF_WAY, Role.TIME_BETWEEN})
"""Calls during the work that an exercise does without once the user knows it."""
NAMED_REPS = 2
"""Number of reps of a set in which the parts of a known exercise are named."""

_LEAST: Mapping[Role | Rank, Verbosity] = {
    Role.PURPOSE: Verbosity.FULL,
    Role.PREVIEW: Verbosity.FULL,
    Role.STREAK: Verbosity.SHORT,
    Role.LAST_WORKOUT: Verbosity.SHORT,
    Role.NO_EQUIPMENT: Verbosity.FULL,
    Role.HELP: Verbosity.FULL,
    Role.POSITION: Verbosity.FULL,
    Role.HALF_WAY: Verbosity.FULL,
    Role.TOTALS: Verbosity.FULL,
    Role.PRAISE: Verbosity.FULL,
    Rank.COACHING: Verbosity.FULL,
    Role.REST: Verbosity.SHORT,
    Role.TIME_LEFT: Verbosity.SHORT,
    Role.COMPARISON: Verbosity.SHORT,
    Role.NEXT_WORKOUT: Verbosity.SHORT,
    Role.GOODBYE: Verbosity.SHORT,
    Rank.TEMPO: Verbosity.SHORT,
    Role.SUBSTITUTES: Verbosity.SHORT,
    Role.SAFETY_AGAIN: Verbosity.MINIMAL,
    Role.INSTRUCTION: Verbosity.MINIMAL,
}
"""The least talkative level at which each is said; all others are said at every level."""
_BY_SESSION = frozenset(
    {Role.REST, Role.TIME_LEFT, Role.TOTALS, Role.COMPARISON, Role.NEXT_WORKOUT, Role.GOODBYE}
)
"""Roles that the level of the session alone decides, however well an exercise is known."""

Learnt = tuple[str, str | None]
"""The slug of an exercise, and the name of a variation of it (None: the exercise itself)."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Verbosity of a session, and counting in words or in tones."""

    verbosity: Verbosity = Verbosity.FULL
    """Of the session: the most that is said of any exercise."""
    beeps: bool = False
    """True: counts are tones."""
    wordings: Mapping[Learnt, Verbosity] = field(default_factory=dict)
    """The level to which the wording of each exercise has faded; one that is left out has not."""

    def with_less_talk(self) -> "Delivery":
        """With one level less talk everywhere; the same if there is no lower one."""
        lower = self.verbosity.turned(-1)
        return replace(self, verbosity=more_talkative(lower, LEAST_WISHED))

    def with_more_talk(self, place: Place | None) -> "Delivery":
        """With one level more talk at this place (None: everywhere); the same if there is none.

        It raises the level that keeps the words few: the session's, the exercise's, or both.
        """
        here = [learnt_at(place)] if place else [*self.wordings]
        raised = {
            key: level.turned(1)
            for key in here
            if (level := self._wording(key)) is not Verbosity.FULL and self.verbosity.covers(level)
        }
        is_limit = place is None or self._wording(learnt_at(place)).covers(self.verbosity)
        verbosity = self.verbosity.turned(1) if is_limit else self.verbosity
        return replace(self, verbosity=verbosity, wordings={**self.wordings, **raised})

    def limited(self, most: Verbosity | None, least: Mapping[str, Verbosity]) -> "Delivery":
        """With this much talk at most, and with at least so much of each exercise, by its slug."""
        wordings = {
            (slug, variation): more_talkative(level, least.get(slug, level))
            for (slug, variation), level in self.wordings.items()
        }
        verbosity = less_talkative(self.verbosity, most or self.verbosity)
        return replace(self, verbosity=verbosity, wordings=wordings)

    def _wording(self, key: Learnt) -> Verbosity:
        return self.wordings.get(key, Verbosity.FULL)

    def level_at(self, place: Place | None) -> Verbosity:
        """The level at which the exercise of this place is talked about.

        Without an exercise it is that of the exercise which the user knows best.
        """
        known = [self._wording(learnt_at(place))] if place else self.wordings.values()
        wording = min(known, key=tuple(Verbosity).index, default=Verbosity.FULL)
        return less_talkative(self.verbosity, wording)

    def step(self, step: Step) -> Step:
        """A step as it is to be said, from the step in full.

        The sounds of work are chosen when it is laid out: see `cues`.
        """
        match step:
            case Talk():
                return replace(step, lines=tuple(self._lines(step)))
            case Break(place=place):
                opening, ahead = self._said(step.opening, place), self._said(step.ahead, place)
                question = next(self._said((step.question,), place)) if step.question else None
                return replace(step, opening=tuple(opening), ahead=tuple(ahead), question=question)
            case Work():
                return step

    def _said(self, lines: Iterable[Line], place: Place | None) -> Iterator[Line]:
        level = self.level_at(place)
        is_brief = level is Verbosity.NAME
        for line in lines:
            by = self.verbosity if line.role in _BY_SESSION else level
            if by.covers(_LEAST.get(line.role, Verbosity.NAME)):
                yield line.in_brief() if is_brief else line.in_whole()

    def _lines(self, talk: Talk) -> Iterator[Line]:
        """Lines said of a talk, the instructions of its exercise in the wording of the level."""
        for role, lines in groupby(talk.lines, lambda line: line.role):
            if role is Role.INSTRUCTION and talk.place:
                yield from instruction_lines(talk.place.exercise, self.level_at(talk.place))
            else:
                yield from self._said(lines, talk.place)

    def rest_of(self, talk: Talk, said: Sequence[Line]) -> tuple[Line, ...]:
        """Lines left to say of a talk in full, after these lines of it.

        Instructions that have begun in one wording are not begun again in another: less talk ends
        them, and more talk completes them.
        """
        begun = {line.wording for line in said if line.wording}
        told = [line.in_whole() for line in said]
        return tuple(
            line
            for line in self._lines(talk)
            if line.in_whole() not in told
            and (not begun or line.wording is None or line.wording in begun)
        )

    def essence_of(self, talk: Talk, said: Sequence[Line]) -> tuple[Line, ...]:
        """Lines of a talk in full that are needed before the work, after these lines of it."""
        return tuple(line for line in self.rest_of(talk, said) if line.role in ESSENTIAL)

    def reminders(self, work: Work, *, lasts_ms: int) -> tuple[Reminder, ...]:
        """The cues that are dropped in between the counts of this work, which lasts so long.

        Of an exercise that the user knows, there is one, in the first set on each side.
        """
        if not self._says(Rank.COACHING):
            return ()
        cues = reminders(work, lasts_ms=lasts_ms)
        if self.level_at(work.place) is not Verbosity.NAME:
            return cues
        return cues[: 1 if work.place.set_number == 1 else 0]

    def cues(self, cues: Iterable[Cue], work: Work | None = None) -> Iterator[Cue]:
        """Yield the cues that sound in this work, or (None) in a break.

        Of an exercise that the user knows, ticks take up the tempo that the first reps have named.
        """
        last_unit = len(work.units) - 1 if work else None
        is_known = work is not None and self.level_at(work.place) is Verbosity.NAME
        for cue in cues:
            if not isinstance(cue.sound, Phrase):
                yield cue
            elif self.beeps and cue.rank is Rank.COUNT:
                yield cue.toned(_beep(cue, last_unit))
            elif is_known and (cue.role in _FADING_CALLS or _is_familiar(cue)):
                yield from (cue.toned(Earcon.TICK),) if cue.rank is Rank.TEMPO else ()
            elif self._says(cue.rank) and (cue.role is None or self._says(cue.role)):
                yield cue
            elif cue.rank is Rank.TEMPO:
                yield cue.toned(Earcon.TICK)

    def _says(self, wanted: Role | Rank) -> bool:
        return self.verbosity.covers(_LEAST.get(wanted, Verbosity.NAME))


IN_FULL = Delivery()
"""Everything, in words."""


def learnt_at(place: Place) -> Learnt:
    """The exercise and the variation that the user learns at this place."""
    return place.exercise.slug, place.variation


def _is_familiar(cue: Cue) -> bool:
    """True if this part of a rep was named in the reps before."""
    return cue.rank is Rank.TEMPO and cue.unit is not None and cue.unit >= NAMED_REPS


def _beep(cue: Cue, last_unit: int | None) -> Earcon:
    is_last = cue.label != "" and last_unit is not None and cue.unit == last_unit
    is_tenth = cue.label.isdecimal() and int(cue.label) % MARKED_EVERY == 0
    return Earcon.BEEP_MARK if is_last or is_tenth else Earcon.BEEP
