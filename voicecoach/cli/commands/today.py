"""`voicecoach today`: what is due."""

import click


@click.command()
def today() -> None:
    """Say what is due today, what was done, and what comes next."""
    from voicecoach.cli.pages.today import today_lines

    for line in today_lines():
        click.echo(line)
