"""Results of sentences are kept, so that a run goes on where an earlier one was interrupted."""

from pathlib import Path

from scripts.lab.clip_checks import Checked
from scripts.lab.kept_hearings import Hearing, KeptHearings

CHECKED = Checked("Stand tall.", 800.0, 1.1, -17.0, 0.8, {"click": 21.5})


def test_results_are_there_in_the_next_run_the_last_of_each_key(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "voice.jsonl"
    first = KeptHearings(path)
    assert first.get("a") is None
    first.keep([("a", Hearing(CHECKED, None)), ("b", Hearing(CHECKED, "stand tall"))])
    first.keep([("a", Hearing(CHECKED, "stand ball"))])
    assert first.get("a") == KeptHearings(path).get("a") == Hearing(CHECKED, "stand ball")
    assert KeptHearings(path).get("b") == Hearing(CHECKED, "stand tall")


def test_a_line_that_was_cut_off_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "voice.jsonl"
    KeptHearings(path).keep([("a", Hearing(CHECKED, "stand tall")), ("b", Hearing(CHECKED, "x"))])
    path.write_bytes(path.read_bytes()[:-20])
    kept = KeptHearings(path)
    assert kept.get("b") is None
    kept.keep([("b", Hearing(CHECKED, "y"))])
    again = KeptHearings(path)
    assert again.get("a") == Hearing(CHECKED, "stand tall")
    assert again.get("b") == Hearing(CHECKED, "y")
