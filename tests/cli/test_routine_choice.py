"""The choice of a routine that was not named, in a terminal."""

import click
import pytest
from click.testing import CliRunner

from voicecoach.app.catalog import Catalog
from voicecoach.app.offers import Offers, Wish
from voicecoach.cli.routine_choice import ask_for_routine
from voicecoach.content.loader import load_library

OFFERS = Offers(Catalog(load_library()))


def chosen(*answers: str) -> tuple[str, str]:
    """The routine that follows from these answers, and all that was shown."""

    @click.command()
    def ask() -> None:
        click.echo(ask_for_routine(OFFERS, Wish(), "balance"))

    result = CliRunner().invoke(ask, input="".join(f"{one}\n" for one in answers))
    assert result.exit_code == 0
    return result.stdout.strip(), result.stderr


@pytest.mark.parametrize(
    ("answers", "slug"),
    [
        ([""], "balance"),
        (["hip-and-core"], "hip-and-core"),
        (["calf raises"], "calf raises"),
        (["chair, no equipment", "mobility"], "mobility"),
        (["no such thing"], "no such thing"),
    ],
)
def test_an_answer_is_a_name_a_number_or_what_the_user_has(answers: list[str], slug: str) -> None:
    assert chosen(*answers)[0].splitlines()[-1].endswith(slug)


def test_an_answer_narrows_down_the_numbered_routines() -> None:
    slug, shown = chosen("6 minutes, chair, no equipment", "1")
    first, narrowed = shown.split("Or tell me what you have")[:2]
    assert "hip-and-core" in first
    assert "hip-and-core" not in narrowed
    assert f"  1  {slug.splitlines()[-1]} " in narrowed


def test_if_nothing_suits_everything_is_shown_again() -> None:
    _, shown = chosen("1 minute", "balance")
    assert "Nothing suits all of that" in shown
    assert shown.count("hip-and-core") == 2
