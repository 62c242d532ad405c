"""The words of the bundled model, and a copy of it that knows more of them."""

import shutil
from pathlib import Path

import pytest

from voicecoach.errors import ModelError
from voicecoach.speech_models.lexicon import Lexicon, copy_with, read_lexicon, taught
from voicecoach.speech_models.lookup import bundled_model, check_model

SKEEP = ("S", "K", "IY", "P")
SKIP = ("S", "K", "IH", "P")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return read_lexicon(bundled_model())


def test_words_are_known_by_their_phones(lexicon: Lexicon) -> None:
    found = lexicon.pronunciations(["skip", "no", "hocuspocus"])
    assert found == {"skip": (SKIP,), "no": (("N", "OW"),)}


def test_a_copy_knows_more_and_is_gone_afterwards(lexicon: Lexicon) -> None:
    with copy_with(lexicon, taught(lexicon, {"skip": [SKEEP]})) as copy:
        check_model(copy)
        assert read_lexicon(copy).pronunciations(["skip"]) == {"skip": (SKIP, SKEEP)}
    assert not copy.exists()


def test_the_model_itself_stays_as_it_is(lexicon: Lexicon) -> None:
    with copy_with(lexicon, taught(lexicon, {"skip": [SKEEP]})):
        assert read_lexicon(bundled_model()).pronunciations(["skip"]) == {"skip": (SKIP,)}


def test_known_and_unpronounceable_words_are_not_added(lexicon: Lexicon) -> None:
    assert taught(lexicon, {"skip": [SKIP], "hocuspocus": [SKEEP]}) == []


def test_an_unknown_phone_is_named(lexicon: Lexicon) -> None:
    with pytest.raises(ModelError, match="'XX' of a pronunciation of \"skip\""):
        taught(lexicon, {"skip": [("XX",)]})


def test_new_words_and_settings_are_written_behind_the_others(lexicon: Lexicon) -> None:
    label = lexicon.first_free_label
    spoken = [lexicon.spoken("~0", SKEEP, label)]
    with copy_with(lexicon, spoken, new_words={"~0": label}, settings={"beam": "12.0"}) as copy:
        assert read_lexicon(copy).pronunciations(["~0"]) == {"~0": (SKEEP,)}
        assert (copy / "conf" / "model.conf").read_text().splitlines()[-1] == "--beam=12.0"


def test_a_model_with_damaged_lists_is_refused(tmp_path: Path) -> None:
    directory = tmp_path / "model"
    shutil.copytree(bundled_model() / "graph", directory / "graph")
    (directory / "graph" / "words.txt").write_text("skip many\n")
    with pytest.raises(ModelError, match="can't be read"):
        read_lexicon(directory)
