"""`voicecoach today`: what is due today."""

import json

import click

from voicecoach.cli.clock import given_at


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def today(as_json: bool) -> None:
    """Show what is due today, what you did, and what comes next."""
    from voicecoach.cli.pages.today import today_json, today_lines

    if as_json:
        click.echo(json.dumps(today_json(given_at()), ensure_ascii=False, indent=1))
        return
    for line in today_lines(given_at()):
        click.echo(line)
