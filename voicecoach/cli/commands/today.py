"""`voicecoach today`: what is due today."""

import click

from voicecoach.cli.clock import given_at
from voicecoach.cli.json_output import json_option, print_json


@click.command()
@json_option
def today(as_json: bool) -> None:
    """Show what is due today, what you did, and what comes next."""
    from voicecoach.cli.pages.today import today_json, today_lines

    if as_json:
        print_json(today_json(given_at()))
        return
    for line in today_lines(given_at()):
        click.echo(line)
