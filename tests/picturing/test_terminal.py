"""The README's picture of the terminal comes from the present code."""

import pytest

from scripts.picturing.terminal import PICTURE, terminal

pytestmark = [pytest.mark.model, pytest.mark.voice]


def test_the_picture_of_the_readme_shows_what_a_session_shows_now() -> None:
    assert terminal() == PICTURE.read_text(encoding="utf-8"), "run scripts/pictures terminal"
