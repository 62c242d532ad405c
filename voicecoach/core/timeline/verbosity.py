"""In how many words a session is told, and whether it counts in words or in tones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, verbatim
from voicecoach.core.timeline.steps import Break, Cue, Step, Talk, Work

MARKED_EVERY = 10
"""Of the tones that count, every tenth sounds different, and the last one of a set."""


class Verbosity(Enum):
    """How much the coach says by itself; answers, questions and warnings stay at every level."""

    MINIMAL = "minimal"
    """The name of an exercise, the gist, the dose, the counts."""
    SHORT = "short"
    """The same with what helps in the work, in short sentences; nothing that only keeps company."""
    FULL = "full"
    """All of it, for eyes that see no picture."""


_LEVELS = tuple(Verbosity)
_NOT_IN_SHORT = frozenset(
    {
        "greeting.coming",
        "greeting.help",
        "greeting.needs-nothing",
        "summary.exercises",
        "summary.minutes",
        "unattended.greeting",
        "work.half-way",
    }
)
_NOT_IN_MINIMAL = _NOT_IN_SHORT | {
    "rest.begin",
    "rest.seconds-left",
    "summary.goodbye",
    "work.seconds-left",
}
_LEFT_OUT = {
    Verbosity.FULL: frozenset[str](),
    Verbosity.SHORT: _NOT_IN_SHORT,
    Verbosity.MINIMAL: _NOT_IN_MINIMAL,
}
"""Keys of phrases that are not said."""
_RANKS_LEFT_OUT = {
    Verbosity.FULL: frozenset[Rank](),
    Verbosity.SHORT: frozenset({Rank.COACHING}),
    Verbosity.MINIMAL: frozenset({Rank.COACHING, Rank.TEMPO}),
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a session is told."""

    verbosity: Verbosity = Verbosity.FULL
    beeps: bool = False
    """Whether counts are tones."""

    def turned(self, by: int) -> "Delivery":
        """With so many levels more talk, or (a negative number) less; at an end the same."""
        level = min(max(_LEVELS.index(self.verbosity) + by, 0), len(_LEVELS) - 1)
        return replace(self, verbosity=_LEVELS[level])

    @property
    def reminds(self) -> bool:
        """Whether reminders are dropped in between counts."""
        return not self._leaves_out_rank(Rank.COACHING)

    def _leaves_out_rank(self, rank: Rank) -> bool:
        return rank in _RANKS_LEFT_OUT[self.verbosity]

    def _says(self, words: Phrase) -> bool:
        return words.key not in _LEFT_OUT[self.verbosity]

    def step(self, step: Step) -> Step:
        """A step before it is begun; what its work sounds is decided when it is laid out."""
        match step:
            case Talk():
                return replace(step, lines=tuple(self._lines(step)))
            case Break():
                return replace(step, opening=self._said(step.opening), ahead=self._said(step.ahead))
            case Work():
                return step

    def _said(self, lines: Iterable[Phrase]) -> tuple[Phrase, ...]:
        return tuple(line for line in lines if self._says(line))

    def _lines(self, talk: Talk) -> Iterator[Phrase]:
        """The lines of a talk, with the instructions of an exercise in fewer words."""
        whole = _instructions(talk)
        told = next((level for level in whole if set(whole[level]) <= set(talk.lines)), None)
        if told is None or _LEVELS.index(told) <= _LEVELS.index(self.verbosity):
            yield from self._said(talk.lines)
            return
        for line in self._said(talk.lines):
            if line not in whole[told]:
                yield line
            elif line == whole[told][-1]:
                yield from whole[self.verbosity]

    def rest_of(self, talk: Talk, said: Sequence[Phrase]) -> tuple[Phrase, ...]:
        """What is left of a talk as it was planned, when these lines were said of it.

        Instructions that have begun are not begun again in other words: less talk ends them, and
        with more it goes on after them.
        """
        whole = [set(lines) for lines in _instructions(talk).values()]
        begun = [lines for lines in whole if not lines.isdisjoint(said)]
        done = set(said)
        if begun:
            done |= set().union(*whole) - set().union(*begun)
        return tuple(line for line in self._lines(talk) if line not in done)

    def cues(self, cues: Iterable[Cue], *, last_unit: int | None = None) -> Iterator[Cue]:
        """What sounds in work or in a break; `last_unit` is the last one of a set."""
        for cue in cues:
            if not isinstance(cue.sound, Phrase):
                yield cue
            elif self.beeps and cue.rank is Rank.COUNT:
                yield cue.toned(_beep(cue, last_unit))
            elif cue.rank is Rank.TEMPO and self._leaves_out_rank(Rank.TEMPO):
                yield cue.toned(Earcon.TICK)
            elif self._says(cue.sound) and not self._leaves_out_rank(cue.rank):
                yield cue


IN_FULL = Delivery()
"""In all words."""


def _beep(cue: Cue, last_unit: int | None) -> Earcon:
    is_last = cue.label != "" and last_unit is not None and cue.unit == last_unit
    is_tenth = cue.label.isdecimal() and int(cue.label) % MARKED_EVERY == 0
    return Earcon.BEEP_MARK if is_last or is_tenth else Earcon.BEEP


def _instructions(talk: Talk) -> dict[Verbosity, tuple[Phrase, ...]]:
    """How the exercise of an announcement is done, at each level; of other talks nothing."""
    if talk.place is None or talk.phase is not Phase.ANNOUNCING:
        return {}
    exercise = talk.place.exercise
    told = exercise.instructions
    sentences = {
        Verbosity.FULL: (exercise.position, *told.long),
        Verbosity.SHORT: told.short,
        Verbosity.MINIMAL: told.minimal,
    }
    return {level: tuple(map(verbatim, lines)) for level, lines in sentences.items()}


class Wording(Enum):
    """How an exercise is announced."""

    LONG = "long"
    """In full, for eyes that see no picture."""
    SHORT = "short"
    MINIMAL = "minimal"
    """In one breath, for an exercise one knows by heart."""
