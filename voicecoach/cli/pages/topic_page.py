"""A topic as a page, with its pictures, to read or to print."""

from html import escape

from voicecoach.cli.pages.handout import still
from voicecoach.cli.pages.html import handout_page
from voicecoach.content.muscle_maps import is_map, section_picture
from voicecoach.content.topic_schema import FiguresTable, SectionTable
from voicecoach.content.topics import Topic


def topic_page(topic: Topic, note: str) -> str:
    """The page of a topic; `note` ends it where it concerns health."""
    sources = "".join(f"<li>{escape(source.title)}</li>" for source in topic.sources)
    parts = [
        f"<p>{escape(topic.summary)}</p>",
        _strip(topic),
        *(_section(topic, section) for section in topic.sections),
        f"<h2>Sources</h2><ol>{sources}</ol>",
        f"<p>{escape(note)}</p>" if topic.medical else "",
    ]
    return handout_page(topic.title, "".join(parts))


def _strip(topic: Topic) -> str:
    """The pictures of a topic in one row, where each section is a phase of the same movement."""
    pictures = [section_picture(section) for section in topic.sections]
    if any(picture is None or is_map(picture) for picture in pictures):
        return ""
    drawn = "".join(still(picture, 0.0) for picture in pictures if picture)
    return f'<div class="strip">{drawn}</div>'


def _section(topic: Topic, section: SectionTable) -> str:
    numbers = "".join(f"[{number}]" for number in topic.numbers_of(section))
    text = " ".join(section.text)
    words = f"<p>{escape(text)} <small>{numbers}</small></p>"
    if section.table:
        words += _table(section.table)
    heading = f"<h2>{escape(section.heading)}</h2>"
    picture = section_picture(section)
    if picture is None:
        return heading + words
    drawn = still(picture, 0.0, f"{section.heading}. {text}")
    return f'{heading}<div class="topic">{drawn}<div>{words}</div></div>'


def _table(table: FiguresTable) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in table.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows
    )
    return f"<table><tr>{head}</tr>{rows}</table>"
