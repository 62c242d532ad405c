"""Loads the topics that the coach can explain, with their sections and sources."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from pydantic import ConfigDict, RootModel

from voicecoach.content.bundled import BUNDLED
from voicecoach.content.problems import Problem
from voicecoach.content.toml_file import TomlFile, read_toml
from voicecoach.content.topic_schema import SectionTable, SourceEntryTable, TopicTable
from voicecoach.dataclass import dataclass
from voicecoach.errors import ContentError
from voicecoach.suggestions import did_you_mean

KNOWLEDGE = BUNDLED / "knowledge"
"""Folder of the topics and their sources."""


class SourcesTable(RootModel[dict[str, SourceEntryTable]]):
    """The file of all sources, by id."""

    model_config = ConfigDict(strict=True, frozen=True)


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source of a topic, with its reference number there."""

    number: int
    """From 1, in order of first use in the topic."""
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that the coach can explain."""

    slug: str
    title: str
    summary: str
    medical: bool
    """True if it concerns health, so that a doctor is mentioned."""
    sections: tuple[SectionTable, ...]
    sources: tuple[CitedSource, ...]

    def numbers_of(self, section: SectionTable) -> tuple[int, ...]:
        """Reference numbers of the sources of a section."""
        numbers = {source.id: source.number for source in self.sources}
        return tuple(numbers[name] for name in section.sources)

    def section(self, name: str) -> SectionTable:
        """The section with this id; raises KeyError."""
        return {section.id: section for section in self.sections}[name]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All topics, by slug, in reading order."""

    topics: Mapping[str, Topic]

    def topic(self, slug: str) -> Topic:
        """The topic of this slug; raises ContentError with a list of the topics."""
        if slug in self.topics:
            return self.topics[slug]
        hint = did_you_mean(slug, self.topics) or "."
        raise ContentError(f'There is no topic "{slug}"{hint} Topics: {", ".join(self.topics)}.')


def load_knowledge(folder: Path = KNOWLEDGE) -> Knowledge:
    """The topics in this folder; raises one ContentError with all problems, one a line."""
    titles = {
        name: entry.title
        for name, entry in read_toml(folder / "sources.toml").parse(SourcesTable).root.items()
    }
    complaints: list[str] = []
    found: list[tuple[int, Topic]] = []
    for path in sorted((folder / "topics").glob("*.toml")):
        try:
            found.append(_topic(read_toml(path), titles))
        except ContentError as error:
            complaints.append(str(error))
    if complaints:
        raise ContentError("\n".join(complaints))
    in_order = sorted(found, key=lambda item: (item[0], item[1].slug))
    return Knowledge({topic.slug: topic for _, topic in in_order})


def _topic(file: TomlFile, titles: Mapping[str, str]) -> tuple[int, Topic]:
    table = file.parse(TopicTable)
    if problems := list(_problems(table, titles.keys())):
        raise file.error(problems)
    cited = dict.fromkeys(name for section in table.sections for name in section.sources)
    sources = tuple(
        CitedSource(number, name, titles[name]) for number, name in enumerate(cited, start=1)
    )
    topic = Topic(
        file.slug, table.title, table.summary, table.medical, tuple(table.sections), sources
    )
    return table.order, topic


def _problems(table: TopicTable, known: Set[str]) -> Iterator[Problem]:
    times = Counter(section.id for section in table.sections)
    for index, section in enumerate(table.sections):
        if times[section.id] > 1:
            text = f'expected every id once, got "{section.id}" {times[section.id]} times'
            yield Problem(("sections", index, "id"), text)
        for place, name in enumerate(section.sources):
            if name not in known:
                hint = did_you_mean(name, known)
                text = f'expected the id of a source in sources.toml, got "{name}"{hint}'
                yield Problem(("sections", index, "sources", place), text)
