"""Mistakes in content files are told with their lines, all at once, never as a traceback."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.content_files import EXERCISE, ROUTINE, line_of, told_at, write
from tests.content.mutations import Mutation, loads_or_explains, mutations
from tests.examples import examples
from voicecoach.content.loader import load_library
from voicecoach.errors import ContentError
from voicecoach.printable import is_printable


def complaint(folder: Path, exercise: str = EXERCISE, routine: str = ROUTINE) -> str:
    """Load these files; return the message of the ContentError."""
    write(folder, exercise, routine)
    with pytest.raises(ContentError) as error:
        load_library(folder)
    return str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ("sets = 2", "set = 2", "set = 2", "set: expected one of benefits, "),
        ("sets = 2", "set = 2", "set = 2", 'got an unknown key; did you mean "sets"?'),
        ("sets = 2", "sets = 0", "sets = 0", "sets: expected at least 1, got 0"),
        ("sets = 2", 'sets = "2"', "sets =", 'sets: expected a whole number, got "2"'),
        ("sets = 2", "sets = 2.5", "sets =", "sets: expected a whole number, got 2.5"),
        ("12.5", "true", "rest_sec", "rest_seconds: expected a number, got true"),
        ("12.5", "nan", "rest_sec", "rest_seconds: expected a finite number, got nan"),
        ("12.5", "1979-05-27", "rest_sec", "rest_seconds: expected a number, got a date or time"),
        ('sides = "each"', 'sides = "eech"', "sides", 'got "eech"; did you mean "each"?'),
        ('name = "Toe taps"\n', "", 'position = "', "name: missing (spoken name)"),
        ('kind = "reps"', 'kind = "rep"', 'kind = "rep"', "counting.kind: expected 'reps', 'hold'"),
        ('kind = "reps"', 'kind = "rep"', 'kind = "rep"', 'got "rep"; did you mean "reps"?'),
        ('kind = "reps"\n', "", "[counting]", 'of counting, got a table without "kind"'),
        ("seconds = 1.5", "seconds = 0", "seconds = 0", "counting.tempo[2].seconds: expected at "),
        ("seconds = 1.5", "beats = 1.5", "beats", "counting.tempo[2].beats: expected one of"),
        (', "Breathe."]', "]", "cues = ", "cues: expected a list of 2 or more, got 1"),
        ('"Lower them."', "3", "  3,", "instructions.long[2]: expected text, got 3"),
        ('"harder"', '"hard"', 'difficulty = "hard"', 'got "hard"; did you mean "harder"?'),
        ('claim = "Ten are enough."', "page = 3", "page", "sources[1].page: expected one of"),
        ("[instructions]", "[instructons]", "[instructons]", 'did you mean "instructions"?'),
        ("count = 10", "count = ", "count =", "file: not valid TOML: Invalid"),
        ("count = 10", "count = 1\ncount = 2", "count = 2", "not valid TOML: Cannot overwrite"),
        ('title = "A book"', 'title = "A book', 'title = "A', "file: not valid TOML: "),
        ("sets = 2", "sets = " + "1" * 5000, 'name = "', "file: not valid TOML: "),
        ("sets = 2", "sets = 1000000000000000", "sets =", "sets: expected at most 20, got a huge"),
        (
            "sets = 2",
            "sets = " + "[" * 250 + "]" * 250,
            'name = "',
            "sets: expected a whole number",
        ),
        (
            "sets = 2",
            "sets.a" + ".b" * 19_999 + " = 2",
            "sets.a",
            "file: tables are nested too deeply",
        ),
        ("sets = 2", "[" + "a." * 20_000 + "a]", "[a.", "file: tables are nested too deeply"),
        ("sets = 2", "sets = 2\n" + "#" * 500_000, 'name = "', "file: expected at most 500 kB"),
        ("sets = 2", "sets = " + "[" * 9999, 'name = "', "file: tables are nested too deeply"),
    ],
)
def test_a_typical_mistake_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, place: str, expected: str
) -> None:
    assert old in EXERCISE
    text = EXERCISE.replace(old, new, 1)
    message = complaint(tmp_path, text)
    path = tmp_path / "exercises" / "toe-taps.toml"
    assert told_at(path, line_of(text, place), expected, message)


ACTING = [r"\u001b]52;c;x\u0007", r"\u202Egnp", "\u2066x", r"a\u0000b", r"\u0085", "\x9b31m"]


@pytest.mark.parametrize("text", ACTING, ids=range(len(ACTING)))
@pytest.mark.parametrize(
    ("old", "place"),
    [
        ("Toe taps", "name"),
        ("Sit on a chair.", "position"),
        ("Lift, and lower.", "instructions.short[1]"),
        ("along your shin", "muscles[1].where"),
        ("up", "counting.tempo[1].word"),
        ("standing", "variations[1].name"),
        ("A book", "sources[1].title"),
    ],
)
def test_text_that_acts_on_a_terminal_is_refused(
    tmp_path: Path, old: str, place: str, text: str
) -> None:
    message = complaint(tmp_path, EXERCISE.replace(f'"{old}"', f'"{old} {text}"', 1))
    assert f"{place}: expected text without control characters, got" in message
    assert is_printable(message)


def test_a_key_that_acts_on_a_terminal_is_refused(tmp_path: Path) -> None:
    message = complaint(tmp_path, f'"a{ACTING[0]}" = 1\n' + EXERCISE)
    assert "toe-taps.toml:1: file: expected a key that can be printed, got" in message
    assert is_printable(message)


def test_accents_emoji_and_several_lines_are_text(tmp_path: Path) -> None:
    write(tmp_path, EXERCISE.replace("A book", r"Müller\n\t\U0001F469\u200D\U0001F9B0 背中 \"x\""))
    (source,) = load_library(tmp_path).exercise("toe-taps").sources
    assert source.title == 'Müller\n\t👩\u200d🦰 背中 "x"'


def test_all_problems_of_a_file_are_told_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = EXERCISE.replace("sets = 2", "sets = 99").replace('"harder"', "1")
    text = text.replace("count = 10", "count = 0").replace("A book", "")
    lines = complaint(tmp_path, text).splitlines()
    numbers = [int(line.split(".toml:")[1].split(":")[0]) for line in lines]
    assert numbers == [
        line_of(text, part) for part in ("sets = 99", "count = 0", "difficulty", "title")
    ]


def test_letters_out_of_order_are_refused(tmp_path: Path) -> None:
    letters = '[counting]\nkind = "letters"\nfirst = "M"\nlast = "A"\nbeat_seconds = 2\n'
    text = EXERCISE[: EXERCISE.index("[counting]")] + letters
    expected = f":{line_of(text, '[counting]')}: counting: expected a last letter from M on, got A"
    assert expected in complaint(tmp_path, text)


def test_an_empty_file_lists_what_it_lacks(tmp_path: Path) -> None:
    message = complaint(tmp_path, "")
    assert "toe-taps.toml:1: instructions: missing (instructions in three lengths" in message


def test_bytes_that_are_not_text_are_told_with_their_line(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "routines" / "taps.toml").write_bytes(b"# one\n# two\nname = '\xff'\n")
    with pytest.raises(ContentError, match=r"taps\.toml:3: file: expected UTF-8 text"):
        load_library(tmp_path)


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "routines" / "taps.toml").mkdir(parents=True)
    with pytest.raises(ContentError, match=r"taps\.toml:1: file: can't be read: "):
        load_library(tmp_path)


def test_a_name_that_is_not_a_slug_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "exercises" / "toe-taps.toml").rename(tmp_path / "exercises" / "Toe taps.toml")
    with pytest.raises(ContentError, match=r'Toe taps\.toml:1: file name: .* got "Toe taps"'):
        load_library(tmp_path)


def test_an_edited_file_is_read_again(tmp_path: Path) -> None:
    write(tmp_path)
    before = load_library(tmp_path)
    assert "sets: expected at least 1" in complaint(
        tmp_path, EXERCISE.replace("sets = 2", "sets = 0")
    )
    write(tmp_path, EXERCISE.replace("sets = 2", "sets = 3"))
    after = load_library(tmp_path)
    assert [library.exercise("toe-taps").sets for library in (before, after)] == [2, 3]
    assert after.exercise("calf-raises") == before.exercise("calf-raises")


def test_the_same_text_is_wrong_every_time_and_told_under_the_name_of_each_file(
    tmp_path: Path,
) -> None:
    wrong = EXERCISE.replace("sets = 2", "sets = 0")
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in (*folders, *folders):
        folder.mkdir(exist_ok=True)
        assert complaint(folder, wrong).startswith(f"{folder / 'exercises' / 'toe-taps.toml'}:")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    write(tmp_path, "\ufeff" + EXERCISE)
    assert load_library(tmp_path).exercise("toe-taps").name == "Toe taps"


PIECES = (
    *("[[", "'''", '"""', ",", "1e999", "0x7f", "07:32:00"),
    *("sets", "[counting]", "{ a.b = 1 }", "\r"),
)


@given(
    which=st.sampled_from(["exercise", "routine"]),
    mutation=mutations(*PIECES, longest=40),
)
@examples(250)
def test_a_mutated_file_loads_or_is_explained(which: str, mutation: Mutation) -> None:
    text = EXERCISE if which == "exercise" else ROUTINE
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name), **{which: mutation.of(text)})
        assert loads_or_explains(lambda: load_library(folder))
