"""`voicecoach import`: take in what was exported, here or on another machine."""

from typing import BinaryIO

import click


@click.command(name="import")
@click.argument("file", type=click.File("rb"))
def import_(file: BinaryIO) -> None:
    """Add the workouts of FILE, a JSON file of voicecoach export.

    What is there already stays as it is: importing a file twice adds nothing.
    """
    from voicecoach.exports.amounts import count_text
    from voicecoach.history.json_archive import import_archive
    from voicecoach.history.opening import writing
    from voicecoach.places import history_file

    content = file.read()
    with writing(history_file()) as database:
        added = import_archive(database, content)
    click.echo(f"Added: {count_text(added.sessions, 'session')}.", nl=False)
    click.echo(f" Known already: {added.known:,}." if added.known else "")
