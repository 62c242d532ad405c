"""Every fact that the product promised to carry is where the list of content has it."""

from tests.content.knowledge_rows import FACT_ROWS, FactRow
from tests.each import for_each
from voicecoach.content.topics import load_knowledge

KNOWLEDGE = load_knowledge()


@for_each(FACT_ROWS, name=lambda row: row.fact)
def test_a_fact_is_answered_with_its_figures_and_its_source(row: FactRow) -> None:
    section = KNOWLEDGE.topic(row.topic).section(row.section)
    text = " ".join((section.heading, *section.sentences())).lower()
    assert [word for word in row.words if word not in text] == []
    assert tuple(section.sources) == row.sources


def test_every_section_is_the_answer_to_a_row() -> None:
    answered = {(row.topic, row.section) for row in FACT_ROWS}
    extra = {
        (topic.slug, section.id)
        for topic in KNOWLEDGE.topics.values()
        for section in topic.sections
    } - answered
    # The verdict on both trials, and a dose that also stands with its trial.
    assert extra == {("evidence", "what-to-make-of-it"), ("doses", "foot-core")}
