"""`voicecoach teach`: the coach learns how you say the commands."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voicecoach.cli.completion_names import complete_command
from voicecoach.cli.json_output import print_json
from voicecoach.cli.options import language_option, microphone_option, person_option, voice_options
from voicecoach.cli.settings_option import settings_option
from voicecoach.program import program

if TYPE_CHECKING:
    from voicecoach.app.teaching.taught import Taught
    from voicecoach.app.teaching.teacher import Outcome

CLEAR_DB = 20.0
"""A voice at most this far above the room is missed more often."""


@click.command()
@click.argument("words", metavar="[COMMAND]...", nargs=-1, shell_complete=complete_command)
@click.option("--list", "lists", is_flag=True, help="List what was learned, of whom.")
@click.option("--forget", is_flag=True, help="Forget COMMAND; without one, all about a person.")
@click.option("--json", "as_json", is_flag=True, help="With --list: print JSON.")
@person_option
@microphone_option
@click.option("--model", type=click.Path(path_type=Path), envvar="VOICECOACH_MODEL", hidden=True)
@language_option
@voice_options
@settings_option
def teach(
    words: tuple[str, ...],
    lists: bool,
    forget: bool,
    as_json: bool,
    person: str,
    model: Path | None,
    **options: Any,
) -> None:
    """Teach the coach how you say the commands.

    It takes about a minute: say each command after the coach, twice in all. To teach only some:
    voicecoach teach skip stop

    What it learns, as letters and numbers without any sound, is used from the next session on.
    With --person, each of you has a lesson of their own.
    """
    from voicecoach.app.teaching.taught import person_named

    if as_json and not lists:
        raise click.UsageError("--json needs --list.")
    wanted = tuple(" ".join(word.lower().split()) for word in words)
    who = person_named(person)
    if lists:
        _list(as_json=as_json)
    elif forget:
        _forget(who, wanted)
    else:
        _teach(who, wanted, model, options)


def _teach(
    person: str, words: tuple[str, ...], model: Path | None, options: dict[str, Any]
) -> None:
    from voicecoach.app.teaching.taught import read_taught, write_taught
    from voicecoach.app.teaching.teacher import Teacher, combined
    from voicecoach.devices.native_messages import native_messages_silenced
    from voicecoach.errors import AudioDeviceError
    from voicecoach.settings import Settings
    from voicecoach.speech_models.lookup import require_bundled

    settings = Settings(**options, model=model, ready_wait_ms=0)
    require_bundled(settings.model, settings.language)
    before = read_taught(person)
    with native_messages_silenced():
        teacher = Teacher(settings, words, before, lambda text: click.echo(text, err=True))
        try:
            outcome = teacher.teach()
        except AudioDeviceError as error:
            raise AudioDeviceError(
                f"{error} Nothing that you taught before was changed."
            ) from error
        finally:
            teacher.close()
    if outcome.practiced:
        write_taught(person, combined(before, outcome))
    for line in _outcome_lines(outcome, person):
        click.echo(line)


def _outcome_lines(outcome: "Outcome", person: str) -> list[str]:
    if not outcome.practiced:
        return ["No command was heard twice, so there is nothing to learn from."]
    from voicecoach.app.teaching.taught import person_words

    found = outcome.checked
    counts = f"Clearly understood: {found.clear_before} of {found.takes}"
    if found.pronunciations:
        lines = [
            f"{counts} before, {found.clear_after} now.",
            f"Learned: {', '.join(sorted(found.pronunciations))}.",
            f"To see it: {program()} teach --list",
            f"To forget it: {program()} teach --forget{person_words(person)}",
        ]
    else:
        lines = [f"{counts}. Nothing better was found."]
    level_db, noise_db = outcome.levels.level_db, outcome.levels.noise_db
    if level_db is not None and noise_db is not None and level_db - noise_db < CLEAR_DB:
        lines.append(
            f"You are only {level_db - noise_db:.0f} dB louder than the room. Come nearer to the "
            "microphone, or make the room quieter."
        )
    return lines


def _forget(person: str, words: tuple[str, ...]) -> None:
    from voicecoach.app.teaching.taught import (
        forget_taught,
        read_taught,
        without_words,
        write_taught,
    )
    from voicecoach.app.teaching.teacher import words_in

    if not words:
        forgotten = forget_taught(person)
        click.echo("Forgotten." if forgotten else "There is nothing to forget.")
        return
    before = read_taught(person)
    after = without_words(before, words_in(words))
    if after == before:
        click.echo("There is nothing to forget.")
        return
    write_taught(person, after)
    click.echo(
        f"Forgotten: {', '.join(sorted(before.pronunciations.keys() - after.pronunciations))}"
    )


def _list(*, as_json: bool) -> None:
    from voicecoach.app.teaching.taught import content_of, known_persons, read_taught

    found = {person: read_taught(person) for person in known_persons()}
    if as_json:
        print_json({person: content_of(each) for person, each in found.items()})
        return
    if not found:
        click.echo(f"Nothing was learned yet. To begin: {program()} teach")
    for person, each in found.items():
        for line in _lines(person, each):
            click.echo(line)


def _lines(person: str, taught: "Taught") -> list[str]:
    levels = []
    if taught.level_db is not None:
        levels.append(f"commands at {taught.level_db:.0f} dB")
    if taught.noise_db is not None:
        levels.append(f"room at {taught.noise_db:.0f} dB")
    lines = [f"{person}: {', '.join(levels)}" if levels else person]
    for word, sounds in sorted(taught.pronunciations.items()):
        lines.append(f"  {word:<14} {', '.join(' '.join(phones) for phones in sounds)}")
    return lines if len(lines) > 1 else [*lines, "  says every command as expected"]
