"""`voicecoach today`: what is due today."""

import click


@click.command()
def today() -> None:
    """Show what is due today, what you did, and what comes next."""
    from voicecoach.cli.pages.today import today_lines

    for line in today_lines():
        click.echo(line)
