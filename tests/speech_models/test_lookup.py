"""Finding the speech model, and saying what is wrong with it."""

from pathlib import Path

import pytest

from voicecoach.content.loader import load_language
from voicecoach.errors import ModelError
from voicecoach.speech_models.lookup import NEEDED_FILES, bundled_model, find_model, unknown_words


def make_model(directory: Path) -> Path:
    for name in NEEDED_FILES:
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).touch()
    (directory / "graph" / "words.txt").write_text("<eps> 0\nnext 1\ngo 2\nback 3\n[unk] 4\n")
    return directory


def test_the_bundled_model_is_complete_and_small() -> None:
    directory = find_model()
    assert directory == bundled_model()
    files = [path for path in directory.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 10_000_000
    assert {"README.md", "LICENSE", "NOTICE"} <= {path.name for path in files}


def test_the_bundled_model_can_hear_every_word_of_the_language() -> None:
    vocabulary = load_language().vocabulary
    wordings = [word for words in vocabulary.words.values() for word in words]
    assert unknown_words(bundled_model(), (*wordings, *vocabulary.decoys)) == ()


def test_option_comes_before_variable_before_setting(tmp_path: Path) -> None:
    named, variable, setting = (make_model(tmp_path / each) for each in "abc")
    environ = {"VOICECOACH_MODEL": str(variable)}
    assert find_model(named, environ, setting) == named
    assert find_model(None, environ, setting) == variable
    assert find_model(None, {}, setting) == setting


def test_a_named_directory_that_is_missing_is_not_replaced_by_another(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no speech model in .*nowhere"):
        find_model(tmp_path / "nowhere")


def test_a_damaged_model_is_told_what_it_lacks(tmp_path: Path) -> None:
    directory = make_model(tmp_path / "model")
    (directory / "graph" / "HCLr.fst").unlink()
    with pytest.raises(ModelError, match=r"lacks graph/HCLr\.fst.*--model"):
        find_model(directory)


def test_a_model_of_fixed_vocabulary_is_refused_with_the_reason(tmp_path: Path) -> None:
    directory = make_model(tmp_path / "model")
    (directory / "graph" / "HCLG.fst").touch()
    with pytest.raises(ModelError, match="fixed vocabulary"):
        find_model(directory)


def test_words_outside_the_lexicon_are_listed_once(tmp_path: Path) -> None:
    wordings = ("next", "go burpees", "burpees back", "plank")
    assert unknown_words(make_model(tmp_path), wordings) == ("burpees", "plank")


def test_a_model_without_word_list_tells_nothing(tmp_path: Path) -> None:
    directory = make_model(tmp_path)
    (directory / "graph" / "words.txt").unlink()
    assert unknown_words(directory, ("burpees",)) == ()
