"""Sentences a user has heard once."""

from pathlib import Path

from voicecoach.app.session.familiarity import Familiarity
from voicecoach.core.effects import Rank
from voicecoach.core.facts import PhaseEntered


def test_a_sentence_once_heard_is_known_at_the_next_start(tmp_path: Path) -> None:
    first = Familiarity(tmp_path / "data" / "familiar.json")
    first.await_sentences({"calf-raises": "Rest if it hurts."})
    first.sounded(0, "Something else.", Rank.TALK)
    assert not first.knows("calf-raises")
    first.sounded(0, "Rest if it hurts.", Rank.TALK)
    assert Familiarity(tmp_path / "data" / "familiar.json").knows("calf-raises")


def test_a_sentence_shared_by_two_exercises_is_known_for_the_current_one(
    tmp_path: Path,
) -> None:
    familiarity = Familiarity(tmp_path / "familiar.json")
    sign = "Rest if it hurts."
    familiarity.await_sentences({"calf-raises": sign, "toe-curls": sign})
    for slug in ("calf-raises", "toe-curls"):
        assert not familiarity.knows(slug)
        familiarity.note(0, PhaseEntered("announcing", slug))
        familiarity.sounded(0, sign, Rank.TALK)
        assert familiarity.knows(slug)


def test_a_damaged_file_only_means_hearing_everything_again(tmp_path: Path) -> None:
    path = tmp_path / "familiar.json"
    path.write_text('{"calf-raises"', encoding="utf-8")
    assert not Familiarity(path).knows("calf-raises")


def test_a_place_that_can_not_be_written_is_no_error(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    familiarity = Familiarity(in_the_way / "familiar.json")
    familiarity.await_sentences({"greeting": "Hello."})
    familiarity.sounded(0, "Hello.", Rank.TALK)
    assert familiarity.knows("greeting")
