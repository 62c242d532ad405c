"""The time at which a command is given, the same for all of its parts."""

from datetime import datetime

import click


def given_at(context: click.Context | None = None) -> datetime:
    """Local time of the command, with its zone: the context's object, or else the system's time."""
    context = context or click.get_current_context()
    return context.find_object(datetime) or datetime.now().astimezone()
