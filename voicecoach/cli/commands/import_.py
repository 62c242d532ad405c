"""`voicecoach import`: adds workouts that were exported, here or on another machine."""

from typing import BinaryIO

import click


@click.command(name="import")
@click.argument("file", type=click.File("rb"))
def import_(file: BinaryIO) -> None:
    """Import workouts from a JSON file made by voicecoach export.

    Workouts already in the history stay as they are: importing a file twice adds nothing.
    """
    from voicecoach.exports.amounts import count_text
    from voicecoach.history.archive_format import MOST_BYTES
    from voicecoach.history.json_archive import import_archive
    from voicecoach.history.opening import writing
    from voicecoach.places import history_file

    content = file.read(MOST_BYTES + 1)
    with writing(history_file()) as database:
        added = import_archive(database, content)
    click.echo(f"Added: {count_text(added.sessions, 'session')}.", nl=False)
    click.echo(f" Already known: {added.known:,}." if added.known else "")
