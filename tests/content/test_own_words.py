"""A user's own phrases and words take the place of single bundled ones."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.content_files import line_of, told_at
from tests.content.mutations import Mutation, loads_or_explains, mutations
from tests.examples import examples
from voicecoach.content.bundled import BUNDLED
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.phrases import Pronunciation, phrase
from voicecoach.errors import ContentError

OWN = """\
[phrases]
refused = "Later."

[phrases.summary]
goodbye = "Until tomorrow."
totals = "You did {n} of them."

[words]
pause = ["pause", "one moment"]

[keys]
x = ["stop"]
"""


def written(folder: Path, text: str = OWN, code: str = "en") -> Path:
    """A content directory with this language file."""
    (folder / "languages").mkdir(parents=True)
    (folder / "languages" / f"{code}.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_own_command_is_an_assent_no_more(tmp_path: Path) -> None:
    own = load_language("en", written(tmp_path, '[words]\nnext = ["next", "okay"]\n'))
    assert own.vocabulary.intent_of("okay") is Intent.NEXT
    assert not own.vocabulary.sentences.assents


def test_single_phrases_words_and_keys_are_replaced(tmp_path: Path) -> None:
    bundled, own = load_language(), load_language("en", written(tmp_path))
    assert own.book.sentence(phrase("refused")) == "Later."
    assert own.book.sentence(phrase("summary.goodbye")) == "Until tomorrow."
    assert own.book.sentence(phrase("count", n=3)) == bundled.book.sentence(phrase("count", n=3))
    assert own.vocabulary.intent_of("one moment") is Intent.PAUSE
    assert own.vocabulary.intent_of("wait") is None
    assert own.vocabulary.words[Intent.NEXT] == bundled.vocabulary.words[Intent.NEXT]
    assert own.vocabulary.keys["x"] == (Intent.STOP,)
    assert own.vocabulary.keys["space"] == bundled.vocabulary.keys["space"]


def test_own_variants_take_the_place_of_a_phrase_with_any_number(tmp_path: Path) -> None:
    text = '[phrases.summary]\ngoodbye.any = ["Bye.", "See you."]\n'
    book = load_language("en", written(tmp_path, text)).book
    said = [book.in_session(number).sentence(phrase("summary.goodbye")) for number in range(3)]
    assert said == ["Bye.", "See you.", "Bye."]


PRONOUNCED = """\
[pronunciations]
Nguyen = "win"
tears = { sounds = "tˈɪɹz" }
"""


def test_own_pronunciations_are_added_and_go_before_the_bundled_ones(tmp_path: Path) -> None:
    own = load_language("en", written(tmp_path, PRONOUNCED)).pronunciations
    assert own["nguyen"] == Pronunciation(say="win")
    assert own["tears"] == Pronunciation(sounds="tˈɪɹz")
    assert own["hallucis"] == load_language().pronunciations["hallucis"]


def test_another_language_has_its_own_pronunciations_alone(tmp_path: Path) -> None:
    words = load_language("de", written(tmp_path, PRONOUNCED, "de")).pronunciations
    assert words.keys() == {"nguyen", "tears"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('Nguyen = ""', "pronunciations.Nguyen"),
        ("Nguyen = 5", "pronunciations.Nguyen"),
        ('Nguyen = { sound = "wˈɪn" }', "pronunciations.Nguyen"),
        ('Nguyen = { sounds = "[w](/x/)" }', "pronunciations.Nguyen"),
    ],
)
def test_an_invalid_pronunciation_is_named(tmp_path: Path, line: str, expected: str) -> None:
    with pytest.raises(ContentError, match=f"en.toml:2: {expected}"):
        load_language("en", written(tmp_path, f"[pronunciations]\n{line}\n"))


def test_a_phrase_in_own_words_is_the_same_for_every_side(tmp_path: Path) -> None:
    text = '[phrases.dose]\nsay-down = "Say down."\n[phrases.summary]\nlongest.left = "Best {n}."\n'
    book = load_language("en", written(tmp_path, text)).book
    assert book.sentence(phrase("dose.say-down", side="foot")) == "Say down."
    assert book.sentence(phrase("summary.longest.left", n=2, side="foot")) == "Best 2."
    assert "balance" in book.sentence(phrase("summary.longest.right", n=2, side="foot"))


def test_one_side_alone_can_be_put_in_own_words(tmp_path: Path) -> None:
    text = '[phrases.side]\n"right.hand" = "The {side} at your right"\n'
    book = load_language("en", written(tmp_path, text)).book
    assert book.sentence(phrase("side.right", side="hand")) == "The hand at your right"
    assert book.sentence(phrase("side.right", side="arm")) == "Right arm"


def test_a_decoy_that_becomes_a_command_is_one_no_more(tmp_path: Path) -> None:
    text = OWN.replace('"one moment"', '"rest"')
    vocabulary = load_language("en", written(tmp_path, text)).vocabulary
    assert vocabulary.intent_of("rest") is Intent.PAUSE
    assert "rest" not in vocabulary.decoys


def test_no_file_and_an_empty_file_change_nothing(tmp_path: Path) -> None:
    assert load_language("en", tmp_path).vocabulary == load_language().vocabulary
    assert load_language("en", written(tmp_path, "")).vocabulary == load_language().vocabulary


def test_the_bundled_file_itself_may_stand_there(tmp_path: Path) -> None:
    text = (BUNDLED / "languages" / "en.toml").read_text(encoding="utf-8")
    own = load_language("en", written(tmp_path, text))
    assert own.vocabulary == load_language().vocabulary


def test_a_language_that_is_not_bundled_can_be_added(tmp_path: Path) -> None:
    text = (BUNDLED / "languages" / "en.toml").read_text(encoding="utf-8")
    assert load_language("xx", written(tmp_path, text, "xx")).code == "xx"


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ("refused", "refussed", "refussed", 'got "refussed"; did you mean "refused"?'),
        ("goodbye", "bye", "bye =", 'expected the key of a phrase, got "summary.bye"'),
        ("{n}", "{number}", "totals =", "summary.totals: expected {n}, {time}, got {number}"),
        (
            '"Later."',
            '"Later, {name}."',
            "refused",
            "phrases.refused: expected no placeholders, got",
        ),
        ('"Later."', "3", "refused", "phrases.refused: expected text, got 3"),
        ('"Later."', '"Later {."', "refused", "expected a template with {name} placeholders"),
        ("pause =", "pauze =", "pauze", 'got an unknown key; did you mean "pause"?'),
        ('"one moment"', '"skip it"', "pause =", "words.pause[2]: expected each wording once, got"),
        ('"one moment"', '"pause"', "pause =", 'got "pause" also for pause'),
        ('"one moment"', '"One moment"', "pause =", "words.pause[2]: expected lowercase letters"),
        ('["stop"]', '["halt"]', "x =", "keys.x[1]: expected 'next'"),
        ("[keys]", "[key]", "[key]", 'got an unknown key; did you mean "keys"?'),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, place: str, expected: str
) -> None:
    assert old in OWN
    text = OWN.replace(old, new, 1)
    with pytest.raises(ContentError) as error:
        load_language("en", written(tmp_path, text))
    assert told_at("en.toml", line_of(text, place), expected, str(error.value))


PIECES = (
    *("{n}", "{}", "[words]", "1", "''"),
    *("[keys]\n", "[phrases.rest]\n", "verbatim", "decoys = []\n"),
)


@given(
    text=st.sampled_from([OWN, (BUNDLED / "languages" / "en.toml").read_text(encoding="utf-8")]),
    code=st.sampled_from(["en", "xx"]),
    mutation=mutations(*PIECES),
)
@examples(25)
def test_a_mutated_language_loads_or_is_explained(text: str, code: str, mutation: Mutation) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = written(Path(name), mutation.of(text), code)
        assert loads_or_explains(lambda: load_language(code, folder))


def test_sentences_stay_beside_own_words_but_for_those_that_mean_something_else(
    tmp_path: Path,
) -> None:
    own = '[words]\nstop = ["halt", "keep going"]\n'
    vocabulary = load_language("en", written(tmp_path, own)).vocabulary
    assert vocabulary.intent_of("keep going") is Intent.STOP
    assert vocabulary.intent_of("carry on") is Intent.RESUME


def test_own_sentences_replace_the_bundled_ones(tmp_path: Path) -> None:
    own = '[sentences]\nbehind = ["mate"]\nrules.stop = ["leave it [there]"]\n'
    vocabulary = load_language("en", written(tmp_path, own)).vocabulary
    assert vocabulary.intent_of("leave it there") is Intent.STOP
    assert vocabulary.intent_of("carry on") is None
    assert vocabulary.sentences.behind == ("mate",)


def test_small_numbers_have_a_list_of_their_own(tmp_path: Path) -> None:
    own = '[sentences]\nrules.number = ["{small-number} or so"]\n'
    vocabulary = load_language("en", written(tmp_path, own)).vocabulary
    assert vocabulary.intent_of("ten or so") is Intent.NUMBER
    assert vocabulary.intent_of("eleven or so") is None


def test_another_language_has_its_own_sentences_or_none(tmp_path: Path) -> None:
    own = '[words]\nstop = ["halt"]\n'
    plain = load_language("de", written(tmp_path / "plain", own, "de")).vocabulary
    assert not plain.sentences.meanings
    own += '[sentences]\nbehind = ["bitte"]\nrules.stop = ["hör auf"]\n'
    vocabulary = load_language("de", written(tmp_path, own, "de")).vocabulary
    assert vocabulary.intent_of("hör auf") is Intent.STOP


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ('rules.stop = ["[please"]', 'expected "]"'),
        ('rules.stop = ["next"]', 'got "next" twice'),
        ('rules.halt = ["leave it"]', "halt"),
        ('rules.stop = ["leave it"]\nexamples.stop = ["continue"]', "to mean stop, got resume"),
        ('behind = ["mate"]\nexamples.nothing = ["stop mate"]', "to mean nothing, got stop"),
        ('examples.halt = ["stop"]', 'expected an intent, got "halt"'),
        ('negations = ["not"]\nopposites.was = ["is"]', 'expected one of "not", got "is"'),
    ],
)
def test_a_mistake_in_sentences_is_told(tmp_path: Path, mistake: str, message: str) -> None:
    folder = written(tmp_path, f"[sentences]\n{mistake}\n")
    with pytest.raises(ContentError) as raised:
        load_language("en", folder)
    assert message in str(raised.value)
