"""A language file becomes phrases and a vocabulary, or an explanation."""

from pathlib import Path

import pytest

from tests.content.content_files import line_of, told_at
from voicecoach.content.language_file import read_language
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.phrases import phrase, verbatim
from voicecoach.errors import ContentError

WORDS = "".join(f'{intent.value} = ["{intent.name.lower()} word"]\n' for intent in Intent)
LANGUAGE = f"""\
decoys = ["nest", "i'm"]

[phrases]
verbatim = "{{text}}"
hello = "Hello."

[phrases.rest]
next_up = "Next up: {{name}}."
"seconds" = "{{n}} seconds."
"seconds.one" = "One second."
[phrases.cheer]
any = ["Good, {{n}}.", "Fine.", "Well done."]
one.any = ["Good, one."]

[words]
{WORDS}
[keys]
space = ["pause", "resume"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "xx.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_nested_phrases_get_keys_with_dots(tmp_path: Path) -> None:
    book = read_language(written(tmp_path, LANGUAGE)).book
    assert book.sentence(phrase("rest.next_up", name="Arch lifts")) == "Next up: Arch lifts."
    assert book.sentence(phrase("rest.seconds", n=1)) == "One second."
    assert book.sentence(phrase("rest.seconds", n=2)) == "2 seconds."
    assert book.sentence(verbatim("Stand tall.")) == "Stand tall."


def test_variants_take_turns_from_session_to_session_and_within_one(tmp_path: Path) -> None:
    book = read_language(written(tmp_path, LANGUAGE)).book
    cheers = ["Good, 2.", "Fine.", "Well done."]
    for session in range(4):
        in_session = book.in_session(session)
        said = [in_session.sentence(phrase("cheer", n=2, turn=turn)) for turn in range(3)]
        assert said == [cheers[(session + turn) % 3] for turn in range(3)]
        assert in_session.sentence(phrase("cheer", n=2)) == said[0]
        assert in_session.sentence(phrase("cheer", n=1, turn=5)) == "Good, one."


def test_variants_are_one_phrase(tmp_path: Path) -> None:
    book = read_language(written(tmp_path, LANGUAGE)).book
    assert book.values("cheer") == {"n"}
    assert {"Fine.", "Well done.", "Good, one."} <= set(book.fixed_sentences())
    assert "cheer" in book.sentences()
    assert "cheer.any" not in book.sentences()


def test_words_keys_and_decoys_make_the_vocabulary(tmp_path: Path) -> None:
    language = read_language(written(tmp_path, LANGUAGE))
    assert language.code == "xx"
    assert language.vocabulary.words[Intent.HOW_MANY_LEFT] == ("how_many_left word",)
    assert language.vocabulary.keys == {"space": (Intent.PAUSE, Intent.RESUME)}
    assert language.vocabulary.decoys == ("nest", "i'm")


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ('help = ["help word"]\n', "", "[words]", "words.help: missing (wordings for 'help')"),
        ("help = [", "halp = [", "halp", 'got an unknown key; did you mean "help"?'),
        ('["help word"]', "[]", "help = ", "words.help: expected a list of 1 or more, got 0"),
        ('["help word"]', '["Help"]', "help = ", "words.help[1]: expected lowercase letters"),
        (
            '["help word"]',
            '["help!"]',
            "help = ",
            "words.help[1]: expected words without punctuation",
        ),
        ('["help word"]', '["yes word"]', "help = ", 'got "yes word" also for yes'),
        ('["nest"', '["yes word"', "decoys", "decoys[1]: expected each wording once"),
        ('["pause"', '["pauze"', "space", 'got "pauze"; did you mean "pause"?'),
        ('verbatim = "{text}"\n', "", "[phrases]", 'phrases.verbatim: expected "{text}", got'),
        ('"{text}"', '"{text}!"', "verbatim", 'phrases.verbatim: expected "{text}", got "{text}!"'),
        ('"Hello."', "3", "hello", "phrases.hello: expected text, got 3"),
        ('"Hello."', '"Hello {."', "hello", "phrases.hello: expected a template with {name}"),
        ('"Hello."', '"Hello {}."', "hello", "phrases.hello: expected a template with {name}"),
        ('"Hello."', '"{a.b}"', "hello", "placeholders, got {a.b}"),
        ('"Fine."', "3", "any = ", "phrases.cheer.any[2]: expected text, got 3"),
        ('"Fine."', '"Fine {."', "any = ", "phrases.cheer.any[2]: expected a template with {name}"),
        ('["Good, one."]', "[]", "one.any", "phrases.cheer.one.any: expected one variant or more"),
        ('"Hello."', '["Hello."]', "hello", "phrases.hello: expected text, got a list"),
        ("hello =", '"rest.next_up" =', '"rest.next_up"', "got rest.next_up 2 times"),
    ],
)
def test_a_mistake_in_a_language_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, place: str, expected: str
) -> None:
    assert old in LANGUAGE
    text = LANGUAGE.replace(old, new, 1)
    path = written(tmp_path, text)
    with pytest.raises(ContentError) as error:
        read_language(path)
    assert told_at(path, line_of(text, place), expected, str(error.value))


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(ContentError, match='no language "tlh"'):
        load_language("tlh")
