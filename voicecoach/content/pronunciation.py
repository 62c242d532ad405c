"""Words that voices say wrong, and how they are said right."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from voicecoach.content.counting_schema import StrictTable
from voicecoach.core.phrases import Pronunciation

_Said = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\[\]()/]+$")]


class PronunciationTable(StrictTable):
    """Pronunciation of a word."""

    say: _Said | None = Field(default=None, description="spelled as any voice reads it right")
    sounds: _Said | None = Field(
        default=None, description="the sounds, for the natural voice: hˈæljəsɪs"
    )


PronunciationsTable = dict[
    Annotated[str, Field(pattern=r"^[\w'.-]+( [\w'.-]+)*$", max_length=60)],
    _Said | PronunciationTable,
]
"""Words, or a few in a row, with what is said for them; a text alone is `say`."""


def pronunciations(table: PronunciationsTable) -> Mapping[str, Pronunciation]:
    """The words of a table, in lower case."""
    return {
        word.lower(): Pronunciation(say=said)
        if isinstance(said, str)
        else Pronunciation(said.say, said.sounds)
        for word, said in table.items()
    }
