"""How a session is delivered: its verbosity, and if it counts in words or in tones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.phrases import Phrase
from voicecoach.core.timeline.announcing import instruction_lines
from voicecoach.core.timeline.lines import ESSENTIAL, Line, Role
from voicecoach.core.timeline.steps import Break, Cue, Step, Talk, Work
from voicecoach.core.timeline.verbosity import Verbosity

MARKED_EVERY = 10
"""Every tenth count in tones sounds different, and so does the last one of a set."""

_LEAST: Mapping[Role | Rank, Verbosity] = {
    Role.PREVIEW: Verbosity.FULL,
    Role.NO_EQUIPMENT: Verbosity.FULL,
    Role.HELP: Verbosity.FULL,
    Role.POSITION: Verbosity.FULL,
    Role.HALF_WAY: Verbosity.FULL,
    Role.TOTALS: Verbosity.FULL,
    Rank.COACHING: Verbosity.FULL,
    Role.REST: Verbosity.SHORT,
    Role.TIME_LEFT: Verbosity.SHORT,
    Role.GOODBYE: Verbosity.SHORT,
    Rank.TEMPO: Verbosity.SHORT,
}
"""The least talkative level at which each is said; all others are said at every level."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a session is delivered."""

    verbosity: Verbosity = Verbosity.FULL
    beeps: bool = False
    """True: counts are tones."""

    def turned(self, by: int) -> "Delivery":
        """With so many levels more talk, or (a negative number) less; at an end the same."""
        return replace(self, verbosity=self.verbosity.turned(by))

    @property
    def reminds(self) -> bool:
        """True if reminders are dropped in between counts."""
        return self._says(Rank.COACHING)

    def _says(self, wanted: Role | Rank) -> bool:
        return self.verbosity.covers(_LEAST.get(wanted, Verbosity.MINIMAL))

    def step(self, step: Step) -> Step:
        """A step as it is to be said, from the step in full.

        The sounds of work are chosen when it is laid out: see `cues`.
        """
        match step:
            case Talk():
                return replace(step, lines=tuple(self._lines(step)))
            case Break():
                opening, ahead = self._said(step.opening), self._said(step.ahead)
                return replace(step, opening=tuple(opening), ahead=tuple(ahead))
            case Work():
                return step

    def _said(self, lines: Iterable[Line]) -> Iterator[Line]:
        return (line for line in lines if self._says(line.role))

    def _lines(self, talk: Talk) -> Iterator[Line]:
        """What is said of a talk, the instructions of its exercise in the wording of the level."""
        for role, lines in groupby(talk.lines, lambda line: line.role):
            if role is Role.INSTRUCTION and talk.place:
                yield from instruction_lines(talk.place.exercise, self.verbosity)
            else:
                yield from self._said(lines)

    def rest_of(self, talk: Talk, said: Sequence[Line]) -> tuple[Line, ...]:
        """What is left to say of a talk in full, after these lines of it.

        Instructions that have begun in one wording are not begun again in another: less talk ends
        them, and more talk completes them.
        """
        begun = {line.wording for line in said if line.wording}
        return tuple(
            line
            for line in self._lines(talk)
            if line not in said and (not begun or line.wording is None or line.wording in begun)
        )

    def essence_of(self, talk: Talk, said: Sequence[Line]) -> tuple[Line, ...]:
        """What the user still needs of a talk in full before the work, after these lines of it."""
        return tuple(line for line in self.rest_of(talk, said) if line.role in ESSENTIAL)

    def cues(self, cues: Iterable[Cue], *, last_unit: int | None = None) -> Iterator[Cue]:
        """What sounds in work or in a break; `last_unit` is the last one of a set."""
        for cue in cues:
            if not isinstance(cue.sound, Phrase):
                yield cue
            elif self.beeps and cue.rank is Rank.COUNT:
                yield cue.toned(_beep(cue, last_unit))
            elif cue.rank is Rank.TEMPO and not self._says(Rank.TEMPO):
                yield cue.toned(Earcon.TICK)
            elif self._says(cue.rank) and (cue.role is None or self._says(cue.role)):
                yield cue


IN_FULL = Delivery()
"""Everything, in words."""


def _beep(cue: Cue, last_unit: int | None) -> Earcon:
    is_last = cue.label != "" and last_unit is not None and cue.unit == last_unit
    is_tenth = cue.label.isdecimal() and int(cue.label) % MARKED_EVERY == 0
    return Earcon.BEEP_MARK if is_last or is_tenth else Earcon.BEEP
