"""JSON for other programs, in the same form from every command."""

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def print_json(content: object) -> None:
    """Print these lists, mappings, texts and numbers."""
    import json

    click.echo(json.dumps(content, indent=2, ensure_ascii=False))
