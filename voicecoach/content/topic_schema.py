"""The file format of what the coach can explain: topics with their sections, and the sources."""

import re
from typing import Annotated, Self

from pydantic import Field, model_validator

from voicecoach.content.schema import Label, Sentence, StrictTable

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Small letters, digits and hyphens."""

_FIGURE = re.compile(r"\d")
_PLACE = re.compile(r"\{([^{}]*)\}")


class FiguresTable(StrictTable):
    """Figures in columns, with the sentence that each row becomes when it is read aloud."""

    columns: list[Label] = Field(min_length=2, max_length=6, description="the heads of the columns")
    rows: list[list[Label]] = Field(
        min_length=1, max_length=40, description="the cells of each row, as text"
    )
    spoken: Sentence = Field(description='a row as a sentence, with its cells as "{1}", "{2}"')

    @model_validator(mode="after")
    def _fits(self) -> Self:
        width = len(self.columns)
        for number, row in enumerate(self.rows, start=1):
            if len(row) != width:
                raise ValueError(f"expected {width} cells in row {number}, got {len(row)}")
        known = {str(number) for number in range(1, width + 1)}
        for name in _PLACE.findall(self.spoken):
            if name not in known:
                raise ValueError(f"expected {{1}} to {{{width}}} in spoken, got {{{name}}}")
        return self

    def sentences(self) -> tuple[str, ...]:
        """Each row as it is read aloud."""
        return tuple(
            _PLACE.sub(lambda place, row=row: row[int(place[1]) - 1], self.spoken)  # type: ignore[misc]
            for row in self.rows
        )


class SectionTable(StrictTable):
    """One fact with all that belongs to it."""

    id: Slug = Field(description="what it is called by others: small letters, digits, hyphens")
    heading: Label = Field(description="what it is about, in a few words")
    text: list[Sentence] = Field(min_length=1, description="spoken sentences")
    table: FiguresTable | None = Field(default=None, description="figures in columns")
    sources: list[Slug] = Field(
        default_factory=list, description="ids of the sources that say so, from sources.toml"
    )

    @model_validator(mode="after")
    def _figures_have_a_source(self) -> Self:
        if not self.sources and any(_FIGURE.search(sentence) for sentence in self.sentences()):
            raise ValueError("expected a source for the figures of this section, got none")
        return self

    def sentences(self) -> tuple[str, ...]:
        """All of it, as it is read aloud."""
        return (*self.text, *(self.table.sentences() if self.table else ()))


class TopicTable(StrictTable):
    """A file about one topic; its file name without ".toml" is what one asks for."""

    order: int = Field(ge=1, le=999, description="its place in the list of topics")
    title: Label = Field(description="what it is about")
    summary: Sentence = Field(description="the topic in one spoken sentence")
    medical: bool = Field(
        default=False, description="whether it touches health, so that a doctor is mentioned"
    )
    sections: list[SectionTable] = Field(
        min_length=1, max_length=40, description="the facts, in order"
    )


class SourceEntryTable(StrictTable):
    """Where figures come from."""

    title: str = Field(min_length=2, max_length=200, description="title, or authors and journal")
