"""`voicecoach forget`: deletes the history."""

import click


@click.command()
@click.option("--yes", is_flag=True, help="Don't ask for confirmation.")
def forget(yes: bool) -> None:
    """Delete the whole history, once you have confirmed it.

    Session logs and damaged copies are deleted, too. Exported files, settings, your own exercises
    and what you taught stay. To keep a copy: voicecoach export history.json
    """
    from voicecoach.app.forgetting import delete, files_to_forget, what_is_kept

    files = files_to_forget()
    if not files:
        click.echo("There is nothing to delete.")
        return
    click.echo(what_is_kept())
    if not yes and not click.confirm("Delete it all? This can't be undone", default=False):
        click.echo("Nothing was deleted.")
        return
    delete(files)
    click.echo("Deleted.")
