"""What a user has been told once."""

from pathlib import Path

from voicecoach.core.effects import Rank
from voicecoach.familiarity import Familiarity


def test_a_sentence_that_sounded_is_known_at_the_next_start(tmp_path: Path) -> None:
    first = Familiarity(tmp_path / "data" / "familiar.json")
    first.await_sentences({"Rest if it hurts.": "calf-raises"})
    first.sounded(0, "Something else.", Rank.TALK)
    assert not first.knows("calf-raises")
    first.sounded(0, "Rest if it hurts.", Rank.TALK)
    assert Familiarity(tmp_path / "data" / "familiar.json").knows("calf-raises")


def test_a_damaged_file_only_means_that_all_is_told_again(tmp_path: Path) -> None:
    path = tmp_path / "familiar.json"
    path.write_text('{"calf-raises"', encoding="utf-8")
    assert not Familiarity(path).knows("calf-raises")


def test_a_place_that_can_not_be_written_is_no_error(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    familiarity = Familiarity(in_the_way / "familiar.json")
    familiarity.await_sentences({"Hello.": "greeting"})
    familiarity.sounded(0, "Hello.", Rank.TALK)
    assert familiarity.knows("greeting")
