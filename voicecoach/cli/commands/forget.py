"""`voicecoach forget`: delete what is remembered."""

import click


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask first.")
def forget(yes: bool) -> None:
    """Delete the whole history, session logs and damaged copies included, after a question.

    Exported files, settings and your own exercises stay. To keep a copy: voicecoach export
    history.json
    """
    from voicecoach.app.forgetting import delete, files_to_forget, what_is_kept

    files = files_to_forget()
    if not files:
        click.echo("Nothing is kept.")
        return
    click.echo(what_is_kept())
    if not yes and not click.confirm("Delete it all? It can't be brought back", default=False):
        click.echo("Nothing was deleted.")
        return
    delete(files)
    click.echo("Deleted.")
