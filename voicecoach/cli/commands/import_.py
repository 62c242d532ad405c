"""`voicecoach import`: adds workouts that were exported, here or on another machine."""

from typing import BinaryIO

import click


@click.command(name="import")
@click.argument("file", type=click.File("rb"))
def import_(file: BinaryIO) -> None:
    """Import workouts from a JSON file made by voicecoach export.

    Workouts already in the history stay as they are: importing a file twice adds nothing.
    """
    from voicecoach.app.importing import import_history
    from voicecoach.exports.amounts import count_text
    from voicecoach.history.archive_format import MOST_BYTES

    added = import_history(file.read(MOST_BYTES + 1))
    click.echo(f"Added: {count_text(added.sessions, 'session')}.", nl=False)
    click.echo(f" Already known: {added.known:,}." if added.known else "")
