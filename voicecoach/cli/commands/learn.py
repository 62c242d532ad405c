"""`voicecoach learn`: explanations, printed or read aloud."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voicecoach.cli.completion_names import complete_topic
from voicecoach.cli.json_output import json_option, print_json
from voicecoach.cli.named_file import handout_option, write_and_tell
from voicecoach.cli.options import voice_options
from voicecoach.cli.settings_option import settings_option
from voicecoach.program import program

if TYPE_CHECKING:
    from voicecoach.content.topics import Knowledge, Topic

NOT_MEDICAL_ADVICE = (
    "This is not medical advice. If you have pain or discomfort, ask a doctor or another "
    "healthcare professional."
)


@click.command()
@click.argument("topic", required=False, shell_complete=complete_topic)
@click.option("--aloud", is_flag=True, help="Read it aloud as well; Ctrl-C stops.")
@click.option("--rehearse", is_flag=True, help="With --aloud: print what would be said and when.")
@click.option(
    "--picture/--no-picture",
    default=None,
    help="With its pictures, or without. Default: with them on a terminal.",
)
@handout_option
@json_option
@voice_options
@settings_option
def learn(
    topic: str | None,
    aloud: bool,
    rehearse: bool,
    picture: bool | None,
    html: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Explain TOPIC with its sources, or list all topics."""
    from voicecoach.content.topics import load_knowledge

    if aloud and topic is None:
        raise click.UsageError(f"--aloud needs a topic, for example: {program()} learn why --aloud")
    if rehearse and not aloud:
        raise click.UsageError("--rehearse needs --aloud.")
    if html and topic is None:
        raise click.UsageError(f"--html needs a topic: {program()} learn anatomy --html FILE")
    knowledge = load_knowledge()
    chosen = knowledge.topic(topic) if topic else None
    if chosen and html:
        from voicecoach.cli.pages.topic_page import topic_page

        write_and_tell(html, topic_page(chosen, NOT_MEDICAL_ADVICE).encode())
    elif as_json:
        content = _topic_json(chosen) if chosen else _topics_json(knowledge)
        print_json(content)
    elif not rehearse:
        _print_topic(chosen, picture) if chosen else _print_topics(knowledge)
    if chosen and aloud:
        _read(chosen, rehearse=rehearse, **options)


def _read(
    topic: "Topic",
    *,
    rehearse: bool,
    voice: str | None,
    words_per_minute: int,
    device_out: str | None,
) -> None:
    sentences = spoken(topic)
    if rehearse:
        from voicecoach.app.reading_aloud import rehearse_aloud

        for line in rehearse_aloud(sentences, words_per_minute):
            click.echo(line)
    else:
        from voicecoach.app.reading_aloud import read_with_devices

        read_with_devices(sentences, voice, words_per_minute, device_out)


def spoken(topic: "Topic") -> tuple[str, ...]:
    """Sentences of a topic, in the order in which they are read aloud."""
    lines = [f"{topic.title}.", topic.summary]
    for section in topic.sections:
        end = "" if section.heading[-1] in ".?" else "."
        lines += [section.heading + end, *section.sentences()]
    return (*lines, *([NOT_MEDICAL_ADVICE] if topic.medical else []))


def _print_topics(knowledge: "Knowledge") -> None:
    from voicecoach.cli.pages.page import Page, name

    page = Page()
    page.title("What I can explain")
    page.gap()
    page.columns(
        [(name(topic.slug), topic.summary) for topic in knowledge.topics.values()], widest=1
    )
    page.gap()
    page.text(f"For example: {program()} learn why", style="dim")
    page.text(NOT_MEDICAL_ADVICE, style="dim")


def _print_topic(topic: "Topic", with_pictures: bool | None) -> None:
    from voicecoach.cli.pages.page import Page, faint
    from voicecoach.cli.pages.picture import print_section_picture

    page = Page()
    is_shown = page.shows_pictures if with_pictures is None else with_pictures
    page.title(topic.title, topic.slug)
    page.text(topic.summary)
    for section in topic.sections:
        page.gap()
        page.heading(
            section.heading, "".join(f"[{number}]" for number in topic.numbers_of(section))
        )
        if is_shown:
            print_section_picture(page, section)
        page.text(" ".join(section.text), indent=2)
        if section.table:
            page.columns(
                section.table.rows,
                heads=section.table.columns,
            )
    page.gap()
    page.heading("Sources")
    page.columns(
        [(faint(f"[{source.number}]"), faint(source.title)) for source in topic.sources], widest=1
    )
    if topic.medical:
        page.gap()
        page.text(NOT_MEDICAL_ADVICE, style="dim")


def _topics_json(knowledge: "Knowledge") -> list[dict[str, str]]:
    return [
        {"slug": topic.slug, "title": topic.title, "summary": topic.summary}
        for topic in knowledge.topics.values()
    ]


def _topic_json(topic: "Topic") -> dict[str, object]:
    return {
        "slug": topic.slug,
        "title": topic.title,
        "summary": topic.summary,
        "medical": topic.medical,
        "sections": [section.model_dump() for section in topic.sections],
        "sources": [asdict(source) for source in topic.sources],
    }
