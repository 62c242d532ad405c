"""The line of every key, for each way in which TOML can write it."""

import tomllib

import pytest

from voicecoach.content.toml_lines import KeyPath, key_lines, nearest_line


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a = 1\nb = 2", ("b",), 2),
        ("# a = 1\n\na = 2", ("a",), 3),
        ("\r\na = 1\r\nb = 2\r\n", ("b",), 3),
        ("a.b.c = 1\na.b.d = 2", ("a", "b", "d"), 2),
        ("a . b = 1", ("a", "b"), 1),
        ("\"a.b\" = 1\n'c d' = 2", ("c d",), 2),
        ('x = 1\n"caf\\u00e9" = 1', ("café",), 2),
        ("[t]\n\na = 1", ("t", "a"), 3),
        ("[t.u]\na = 1\n[t]\nb = 1", ("t",), 3),
        ("[t.u]\na = 1", ("t",), 1),
        ("[ t . 'u' ] # why\na = 1", ("t", "u", "a"), 2),
        ("[[l]]\na = 1\n[[l]]\na = 2", ("l", 1, "a"), 4),
        ("[[l]]\n[[l]]\n", ("l", 1), 2),
        ("[[l]]\n[l.t]\na = 1\n[[l]]\n[l.t]\na = 1", ("l", 1, "t", "a"), 6),
        ("[[l]]\n[[l.m]]\n[[l.m]]\na = 1", ("l", 0, "m", 1, "a"), 4),
        ("a = [\n  1,\n  2, # two, really\n\n  3\n]\nb = 1", ("a", 2), 5),
        ("a = [\n  1,\n  2,\n]\nb = 1", ("b",), 5),
        ("a = [[1, 2],\n[3]]", ("a", 1, 0), 2),
        ("a = [\n{ b = 1 },\n{ b = 2, c = [1,\n2] }]", ("a", 1, "c", 1), 4),
        ("a = { b.c = 1, d = {} }\ne = 1", ("e",), 2),
        ('a = """\nb = 1\n[c]\n"""\nd = 1', ("d",), 5),
        ('a = """x\\"""y"""\nb = 1', ("b",), 2),
        ('a = """"x"""""\nb = 1', ("b",), 2),
        ("a = '''\n'x'\\'''\nb = 1", ("b",), 3),
        ('a = "# ] } \\" ="\nb = 1', ("b",), 2),
        ("a = 1979-05-27 07:32:00Z # then\nb = 1", ("b",), 2),
        ("a = -inf\nb = 0x_f".replace("_f", "f"), ("b",), 2),
    ],
)
def test_a_key_is_found_on_its_line(text: str, path: KeyPath, line: int) -> None:
    tomllib.loads(text)
    assert key_lines(text)[path] == line


def test_a_missing_key_takes_the_line_of_its_table() -> None:
    lines = key_lines("a = 1\n[t]\nb = 1\n")
    assert nearest_line(lines, ("t", "c", "d")) == 2
    assert nearest_line(lines, ("c",)) == 1


def every_path(value: object, path: KeyPath = ()) -> set[KeyPath]:
    """The paths of everything in parsed TOML data."""
    entries = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return {path}.union(*(every_path(entry, (*path, key)) for key, entry in entries))


def test_exactly_the_paths_that_tomllib_finds_have_a_line() -> None:
    text = """
a = [1, [2, { b = "x", "c d".e = [ ] }]]
[f.g]
h = '''
'''
[[i.j]]
k = 1
[[i.j]]
l.m = { }
[i.j.n]
"""
    assert set(key_lines(text)) == every_path(tomllib.loads(text))


@pytest.mark.parametrize("text", ["[", "[[a", "a = [", "= = =", "a = {{{", "]", '"', "a = '''"])
def test_even_invalid_text_comes_to_an_end(text: str) -> None:
    assert key_lines(text)[()] == 1
