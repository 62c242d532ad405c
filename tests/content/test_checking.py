"""Whatever a user types into a starting file, checking it ends with a verdict."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.mutations import Mutation, mutations
from tests.examples import examples
from voicecoach.content.bundled import BUNDLED
from voicecoach.content.checking import Checked, all_problems
from voicecoach.content.spoken_lint import flaws

STARTING = {path.stem: path.read_text(encoding="utf-8") for path in BUNDLED.glob("starting/*")}
PIECES = (
    *("{n}", "[[items]]", "1", "''", "[counting]\n", "items = 3\n", "cues = [[]]\n"),
    *("words = 'a'\n", "points = [[1, 2]]\n", "poses = [{}]\n", "from", "body.head", "-400"),
    *("parts.a = false\n", "phrases = [1]\n", "long = {a = 'b c.'}\n", "exercise = []\n"),
    "1979-05-27\n",
)


@given(kind=st.sampled_from(sorted(STARTING)), mutation=mutations(*PIECES))
@examples(50)
def test_a_mutated_file_is_fine_or_explained(kind: str, mutation: Mutation) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "en.toml"
        path.write_text(mutation.of(STARTING[kind]), encoding="utf-8")
        ((_, found),) = all_problems([path])
    lines = found.warnings if isinstance(found, Checked) else found.splitlines()
    assert isinstance(found, Checked) or lines
    assert all(".toml:" in line for line in lines)


@pytest.mark.parametrize(
    ("sentence", "flaw"),
    [
        ("Lift", "does not end with a full stop or question mark"),
        ("Lift. Lower.", "is more than one sentence; make each a separate entry"),
        ("Lift (slowly).", 'contains "(", which is not spoken well'),
        ("Hold 5 s.", 'contains the abbreviation "5 s"; write it out'),
        ("Do ten reps.", 'contains the abbreviation "reps"; write it out'),
        ("Ask the NHS.", 'contains the abbreviation "NHS"; write it out'),
        ("lift the foot.", "begins with a lowercase letter"),
        ("Lift  it.", "has an extra space"),
        ("Lift it " * 10 + "up.", "has 21 words; 20 at most can be followed by ear"),
    ],
)
def test_the_lint_names_the_flaw(sentence: str, flaw: str) -> None:
    assert flaws(sentence) == (flaw,)


@pytest.mark.parametrize(
    "sentence", ["Lift it.", "Do 8 to 12 of them.", "It is 2.42 times.", "So?"]
)
def test_the_lint_leaves_good_sentences_alone(sentence: str) -> None:
    assert flaws(sentence) == ()
