"""Sentences in large letters fit their place, or are left to small ones."""

from string import ascii_lowercase, ascii_uppercase, digits

import pytest

from voicecoach.terminal.banner import banner


def test_a_word_is_three_rows_of_blocks() -> None:
    assert banner("Hi!", 80, 10) == ("█ █ █ █", "█▀█ █ ▀", "▀ ▀ ▀ ▀")


def test_words_go_on_the_next_line_where_they_do_not_fit() -> None:
    wide, narrow = banner("Hi hi", 80, 10), banner("Hi hi", 10, 10)
    assert len(wide) == 3
    assert len(narrow) == 7, "with a blank row between"
    assert narrow[3] == ""
    assert len(banner("Hi hi", 10, 6)) == 6
    assert max(map(len, narrow)) <= 10


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [("", 80, 10), ("   ", 80, 10), ("Hi", 80, 2), ("Hi hi", 10, 5), ("incredible", 20, 9)],
)
def test_text_that_does_not_fit_is_not_drawn(text: str, width: int, rows: int) -> None:
    assert banner(text, width, rows) == ()


@pytest.mark.parametrize("text", ["größer", "足", "a\x1bb", "a_b"])
def test_a_character_without_a_drawing_leaves_all_to_small_letters(text: str) -> None:
    assert banner(text, 200, 50) == ()


def test_no_two_characters_look_alike() -> None:
    drawn = [banner(char, 80, 3) for char in ascii_uppercase + digits + ".,'!?-:;\"()%/"]
    # The letter O, and zero, differ as they must.
    assert len(set(drawn)) == len(drawn)
    assert [banner(char, 80, 3) for char in ascii_lowercase] == drawn[:26]
