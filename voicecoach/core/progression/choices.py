"""Lasting choices of earlier sessions: verbosity, volume and tempo.

Verbosity and volume hold for every session. A tempo holds for the exercise in which it was asked
for; so do more words about an exercise that was announced briefly, and a variation that the user
took because another was too hard.
"""

from collections.abc import Mapping
from dataclasses import field, replace

from voicecoach.core.facts import Choice, TalkTurned, TempoTurned, VariationChosen, VolumeTurned
from voicecoach.core.progression.past import Past
from voicecoach.core.verbosity import Verbosity
from voicecoach.dataclass import dataclass

TALK, VOLUME = "talk", "volume"
"""Choices undone by these names; those kept for an exercise are undone by its slug."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The user's choices that are kept."""

    talk: Verbosity | None = None
    """The most that is said in any session; None: nothing was chosen."""
    gain_db: float = 0.0
    """Volume of the coach, relative to the usual one."""
    wordings: Mapping[str, Verbosity] = field(default_factory=dict)
    """The least that is said of an exercise, by its slug."""
    tempos: Mapping[str, float] = field(default_factory=dict)
    """Tempo of an exercise as a factor on the usual speed, by its slug."""
    variations: Mapping[str, str | None] = field(default_factory=dict)
    """The hardest way in which an exercise is done, by its slug; None: the exercise itself."""

    @property
    def names(self) -> frozenset[str]:
        """The names under which something is kept that is not as usual."""
        talk = [TALK] if self.talk not in (None, Verbosity.FULL) else []
        volume = [VOLUME] if self.gain_db else []
        slower = [slug for slug, factor in self.tempos.items() if factor != 1]
        return frozenset([*talk, *volume, *slower, *self.wordings, *self.variations])


def choices_of(past: Past) -> Choices:
    """Of several choices of the same thing the last one, unless it was undone."""
    chosen = Choices()
    for one in past.choices:
        if one.at_s > past.undone_s.get(_name_of(one.fact), float("-inf")):
            chosen = _with(chosen, one.fact)
    return chosen


def _name_of(choice: Choice) -> str:
    """The name by which it is undone."""
    match choice:
        case TempoTurned() | VariationChosen():
            return choice.exercise
        case TalkTurned():
            return choice.exercise or TALK
        case VolumeTurned():
            return VOLUME


def _with(chosen: Choices, choice: Choice) -> Choices:
    match choice:
        case TalkTurned(level, exercise):
            if exercise is None:
                return replace(chosen, talk=level)
            return replace(chosen, wordings={**chosen.wordings, exercise: level})
        case TempoTurned(exercise, factor):
            return replace(chosen, tempos={**chosen.tempos, exercise: factor})
        case VariationChosen(exercise, variation, holds):
            others = {slug: name for slug, name in chosen.variations.items() if slug != exercise}
            held = {exercise: variation} if holds else {}
            return replace(chosen, variations={**others, **held})
        case VolumeTurned(gain_db):
            return replace(chosen, gain_db=gain_db)
