"""The file format of the topics that the coach can explain, and of their sources."""

import re
from typing import Annotated, Self

from pydantic import Field, model_validator

from voicecoach.content.counting_schema import Label, Sentence, StrictTable

Slug = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=60,
        description="lowercase letters, digits and hyphens",
    ),
]
"""Lowercase letters, digits and hyphens."""

_FIGURE = re.compile(r"\d")
_PLACE = re.compile(r"\{([^{}]*)\}")


class FiguresTable(StrictTable):
    """Figures in columns, with a template for the sentence that each row is read aloud as."""

    columns: list[Label] = Field(min_length=2, max_length=6, description="headings of the columns")
    rows: list[list[Label]] = Field(
        min_length=1, max_length=40, description="cells of each row, as text"
    )
    spoken: Sentence = Field(description='sentence for a row, with its cells as "{1}", "{2}"')

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
        """Sentence of each row, as it is read aloud."""
        return tuple(
            _PLACE.sub(lambda place, row=row: row[int(place[1]) - 1], self.spoken)  # type: ignore[misc]
            for row in self.rows
        )


class SectionTable(StrictTable):
    """One section of a topic."""

    id: Slug = Field(description="an id of lowercase letters, digits and hyphens")
    heading: Label = Field(description="subject, in a few words")
    text: list[Sentence] = Field(min_length=1, description="spoken sentences")
    picture: Slug | None = Field(
        default=None, description="name of its drawing, in the folder drawings of the topics"
    )
    highlights: list[Slug] = Field(
        default_factory=list, max_length=20, description="parts of the drawing to highlight"
    )
    table: FiguresTable | None = Field(default=None, description="figures in columns")
    sources: list[Slug] = Field(
        default_factory=list, description="ids of its sources, from sources.toml"
    )

    @model_validator(mode="after")
    def _figures_have_a_source(self) -> Self:
        if not self.sources and any(_FIGURE.search(sentence) for sentence in self.sentences()):
            raise ValueError("expected a source for the figures of this section, got none")
        return self

    def sentences(self) -> tuple[str, ...]:
        """Sentences of the whole section, as they are read aloud."""
        return (*self.text, *(self.table.sentences() if self.table else ()))


class TopicTable(StrictTable):
    """A topic file; its file name without ".toml" is the topic's name."""

    order: int = Field(ge=1, le=999, description="position in the list of topics")
    title: Label = Field(description="subject of the topic")
    summary: Sentence = Field(description="the topic in one spoken sentence")
    medical: bool = Field(
        default=False, description="true: it concerns health, so that a doctor is mentioned"
    )
    sections: list[SectionTable] = Field(
        min_length=1, max_length=40, description="sections, in order"
    )


class SourceEntryTable(StrictTable):
    """A source of figures."""

    title: str = Field(min_length=2, max_length=200, description="title, or authors and journal")
