"""Finds words of a variation that promise what none of its changes keeps."""

import re
from collections.abc import Iterator, Set
from functools import cache

from pydantic import Field

from voicecoach.content.bundled import BUNDLED
from voicecoach.content.counting_schema import StrictTable
from voicecoach.content.schema import ExerciseTable
from voicecoach.content.toml_file import read_toml
from voicecoach.content.variation_schema import VariationTable
from voicecoach.content.variations import varied

_WORDS = BUNDLED / "variation-words.toml"


class MeaningTable(StrictTable):
    """Words that mean the same for an exercise."""

    says: list[str] = Field(default_factory=list, description="words, each of them enough")
    pattern: str | None = Field(default=None, description="regular expression for more of them")
    patched_by: list[str] = Field(
        min_length=1, description="keys of a change, one of which must be there"
    )
    sides: str | None = Field(default=None, description="value of `sides` that fits the words")
    position: list[str] = Field(
        default_factory=list, description="words of a position that fits them"
    )

    def found_in(self, text: str) -> str | None:
        """The first of these words in a text; None: it has none of them."""
        words = [re.escape(one) for one in self.says]
        if words and (match := re.search(rf"\b({'|'.join(words)})\b", text, re.IGNORECASE)):
            return match.group()
        match = re.search(self.pattern, text) if self.pattern else None
        return match.group() if match else None

    def is_kept(self, exercise: ExerciseTable, changes: Set[str]) -> bool:
        """True if the exercise in the variation, which has these changes, is as the words say."""
        if self.sides:
            return exercise.sides.value == self.sides
        if self.position:
            words = re.findall("[a-z]+", (exercise.position or "").lower())
            return not set(self.position).isdisjoint(words)
        return not changes.isdisjoint(self.patched_by)


class MeaningsTable(StrictTable):
    """The file of all meanings."""

    meanings: list[MeaningTable] = Field(min_length=1, description="meanings")


def unkept_promises(exercise: ExerciseTable, variation: VariationTable) -> Iterator[str]:
    """Faults in the words of a variation, worded to follow "this variation"."""
    changes = variation.change.model_fields_set if variation.change else frozenset[str]()
    done = varied(exercise, variation)
    text = f"{variation.name}. {variation.instruction}"
    for meaning in _meanings():
        if (found := meaning.found_in(text)) and not meaning.is_kept(done, changes):
            keys = " or ".join(meaning.patched_by[:2])
            yield f'says "{found}", but nothing patches that: give {keys} in [variations.change]'


@cache
def _meanings() -> list[MeaningTable]:
    return read_toml(_WORDS).parse(MeaningsTable).meanings
