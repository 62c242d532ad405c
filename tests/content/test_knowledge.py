"""The coach's topics are complete, speakable and sourced; mistakes in them are explained."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.content_files import line_of, told_at
from tests.content.mutations import Mutation, loads_or_explains, mutations
from tests.examples import examples
from voicecoach.content.spoken_lint import flaws
from voicecoach.content.topics import KNOWLEDGE, Topic, load_knowledge
from voicecoach.errors import ContentError

KNOWN = load_knowledge()

topics = pytest.mark.parametrize("topic", KNOWN.topics.values(), ids=lambda topic: topic.slug)

SOURCES = '[book]\ntitle = "A book"\n'
TOPIC = """\
order = 1
title = "Toes"
summary = "All about toes."

[[sections]]
id = "how-many"
heading = "How many"
text = ["There are 5 on a foot."]
sources = ["book"]

[[sections]]
id = "lengths"
heading = "How long"
text = ["They differ."]
sources = ["book"]
[sections.table]
columns = ["Toe", "Length"]
spoken = "The {1} toe has {2} centimeters."
rows = [["big", "6"], ["little", "3"]]
"""


def written(folder: Path, topic: str = TOPIC, sources: str = SOURCES) -> Path:
    """A folder with this one topic, toes, and these sources."""
    (folder / "topics").mkdir()
    (folder / "topics" / "toes.toml").write_text(topic, encoding="utf-8")
    (folder / "sources.toml").write_text(sources, encoding="utf-8")
    return folder


@topics
def test_everything_can_be_spoken(topic: Topic) -> None:
    said = [topic.summary, *(text for part in topic.sections for text in part.sentences())]
    assert {sentence: flaws(sentence) for sentence in said if flaws(sentence)} == {}


@topics
def test_every_section_names_its_source(topic: Topic) -> None:
    assert [section.id for section in topic.sections if not section.sources] == []


def test_every_source_is_used_and_topics_come_in_their_order() -> None:
    used = {source.id for topic in KNOWN.topics.values() for source in topic.sources}
    text = (KNOWLEDGE / "sources.toml").read_text(encoding="utf-8")
    assert {line[1:-1] for line in text.splitlines() if line.startswith("[")} == used
    assert list(KNOWN.topics)[:3] == ["why", "anatomy", "running"]


def test_evidence_and_counter_evidence_are_told_in_one_section() -> None:
    section = KNOWN.topic("evidence").section("foot-core-trials")
    assert section.sources == ["taddei-2020", "leppanen-2024"]


def test_a_table_is_read_aloud_row_by_row(tmp_path: Path) -> None:
    topic = load_knowledge(written(tmp_path)).topic("toes")
    assert topic.section("lengths").sentences() == (
        "They differ.",
        "The big toe has 6 centimeters.",
        "The little toe has 3 centimeters.",
    )
    assert [(source.number, source.title) for source in topic.sources] == [(1, "A book")]
    assert topic.numbers_of(topic.section("lengths")) == (1,)


def test_a_typo_in_the_name_of_a_topic_finds_the_topic() -> None:
    with pytest.raises(ContentError, match='no topic "anatomie"; did you mean "anatomy"'):
        KNOWN.topic("anatomie")


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ('sources = ["book"]\n', "", "[[sections]]", "expected a source for the figures"),
        ('["book"]', '["bock"]', 'sources = ["bock"]', 'got "bock"; did you mean "book"?'),
        ('"lengths"', '"how-many"', 'id = "how-many"', 'got "how-many" 2 times'),
        ('"how-many"', '"How many"', 'id = "How', "sections[1].id: expected an id of lowercase"),
        ('["big", "6"]', '["big"]', "[sections.table]", "expected 2 cells in row 1, got 1"),
        ("{2}", "{3}", "[sections.table]", "expected {1} to {2} in spoken, got {3}"),
        ("order = 1", "ordre = 1", "ordre", 'got an unknown key; did you mean "order"?'),
        ("heading =", "head =", "head =", "sections[1].head: expected one of heading"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, place: str, expected: str
) -> None:
    assert old in TOPIC
    text = TOPIC.replace(old, new, 1)
    with pytest.raises(ContentError) as error:
        load_knowledge(written(tmp_path, text))
    assert told_at("toes.toml", line_of(text, place), expected, str(error.value))


def test_a_source_without_a_title_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"sources\.toml:1: book\.title: missing \(title, or"):
        load_knowledge(written(tmp_path, sources="[book]\n"))


@given(
    name=st.sampled_from(["sources.toml", *(f"topics/{slug}.toml" for slug in KNOWN.topics)]),
    mutation=mutations("{1}", "{x}", "[[sections]]", "7", "[table]", "sources = []\n", "'''"),
)
@examples(40)
def test_mutated_knowledge_loads_or_is_explained(name: str, mutation: Mutation) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "knowledge"
        (folder / "topics").mkdir(parents=True)
        shutil.copy(KNOWLEDGE / "sources.toml", folder)
        source = KNOWLEDGE / name
        mutant = mutation.of(source.read_text(encoding="utf-8"))
        (folder / name).write_text(mutant, encoding="utf-8")
        assert loads_or_explains(lambda: load_knowledge(folder))
