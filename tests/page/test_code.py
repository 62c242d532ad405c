"""The QR code of the terminal holds the address."""

import segno

from voicecoach.page.code import code_rows

ADDRESS = "http://192.168.178.123:54321/k7Yp3nQ0c_tYw2-1rMZxEw/"
LIGHT = {"█": (True, True), "▀": (True, False), "▄": (False, True), " ": (False, False)}


def test_every_module_is_where_the_code_has_it() -> None:
    rows = code_rows(ADDRESS)
    pairs = [[LIGHT[letter] for letter in row] for row in rows]
    modules = [[pair[half] for pair in row] for row in pairs for half in (0, 1)]
    code = segno.make(ADDRESS, error="l", micro=False)
    expected = [[not dark for dark in row] for row in code.matrix_iter(border=2)]
    assert modules[: len(expected)] == expected


def test_it_fits_a_usual_terminal() -> None:
    rows = code_rows(ADDRESS)
    assert len(rows) <= 20
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows[0]) <= 80
