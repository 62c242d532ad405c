"""`voicecoach plan` shows the next doses with their reasons, and stores the user's decisions."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.command import NOW, Run, history_of
from tests.history.sessions import head, record
from voicecoach.core.facts import (
    DoseGiven,
    Effort,
    EffortRated,
    Fact,
    PainReported,
    SessionEnded,
    SessionStarted,
    SetEnded,
    TalkTurned,
    TempoTurned,
    VolumeTurned,
)
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.exercise import Measure

DOSE = DoseGiven("calf-raises", 0, 0, 3, Measure.REPS, 12.0, 1.0, None, False)


def calf_raises(home: Path, days_ago: float, key: str, *felt: Fact) -> None:
    """The routine strength with all three sets of calf raises, so many days ago."""
    facts: list[Fact] = [SessionStarted("strength"), DOSE]
    facts += [
        SetEnded("calf-raises", number, None, None, Measure.REPS, 12.0, 12.0, True, False)
        for number in (1, 2, 3)
    ]
    facts += [*felt, SessionEnded(True, 600_000, 3)]
    began = NOW - timedelta(days=days_ago)
    path = history_of(home)
    timed = [(1000 * number, fact) for number, fact in enumerate(facts)]
    record(path, timed, head(key, round(began.timestamp() * 1000)))


def due(run: Run, *words: str, name: str = "strength") -> dict[str, object]:
    """Entry of calf raises in the plan."""
    plan = json.loads(run("plan", name, "--json", *words).stdout)
    return next(entry for entry in plan if entry["exercise"] == "calf-raises")


def test_a_new_user_has_the_usual_doses(run: Run) -> None:
    result = run("plan")
    assert result.exit_code == 0
    assert "Next: Balance" in result.output
    assert result.output.count("This is the usual dose to begin with.") == 4


def test_the_routine_done_last_is_planned(run: Run, tmp_path: Path) -> None:
    calf_raises(tmp_path, 2, "a")
    assert "Next: Strength" in run("plan").output


def test_a_dose_rises_with_its_reason(run: Run, tmp_path: Path) -> None:
    for number, key in ((9, "a"), (8, "b")):
        calf_raises(tmp_path, number, key, EffortRated("calf-raises", Effort.EASY))
    entry = due(run)
    assert entry["change"] == "up"
    assert entry["step"] == 1
    assert entry["reason"] == "That was too easy, so we'll go a little slower."


def test_a_pinned_dose_stays_until_it_is_unpinned(run: Run, tmp_path: Path) -> None:
    result = run("plan", "strength", "--pin", "calf-raises=2")
    assert "Pinned: calf-raises stays at" in result.output
    for number, key in ((9, "a"), (8, "b")):
        calf_raises(tmp_path, number, key, EffortRated("calf-raises", Effort.EASY))
    entry = due(run)
    assert (entry["change"], entry["step"], entry["pinned"]) == ("pinned", 2, True)
    assert "No longer pinned" in run("plan", "strength", "--unpin", "calf-raises").output
    assert due(run)["pinned"] is False
    assert "was not pinned" in run("plan", "strength", "--unpin", "calf-raises").output


def test_a_dose_is_pinned_as_it_is_due(run: Run, tmp_path: Path) -> None:
    for number, key in ((9, "a"), (8, "b")):
        calf_raises(tmp_path, number, key, EffortRated("calf-raises", Effort.EASY))
    entry = due(run, "--pin", "calf-raises")
    assert (entry["change"], entry["step"]) == ("pinned", 1)


def test_an_exercise_taken_out_because_of_pain_is_put_back(run: Run, tmp_path: Path) -> None:
    for number, key in ((5, "a"), (3, "b")):
        calf_raises(tmp_path, number, key, PainReported("calf-raises", 7, None))
    assert due(run)["change"] == "out"
    assert "voicecoach plan --put-back calf-raises" in run("plan", "strength").output
    assert due(run, "--put-back", "calf-raises")["change"] == "down"


def test_an_exercise_shows_its_ladder(run: Run) -> None:
    output = run("plan", "calf-raises").output
    assert "step 0 is the usual dose" in output
    assert "3 x 12" in output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--pin", "calf-rises"), 'did you mean "calf-raises"?'),
        (("--pin", "calf-raises=99"), "there is no step 99"),
        (("--pin", "calf-raises=much"), '"much" is not a step of a ladder'),
        (("--put-back", "balance"), 'There is no exercise "balance"'),
        (("nonsense",), "There is no routine or exercise"),
    ],
)
def test_a_mistake_is_explained_and_nothing_is_stored(
    run: Run, tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    result = run("plan", *words)
    assert result.exit_code != 0
    assert message in " ".join(result.output.split())
    assert not history_of(tmp_path).exists()


def test_choices_made_in_sessions_are_shown_and_can_be_undone(run: Run, tmp_path: Path) -> None:
    chosen = (
        TempoTurned("calf-raises", 0.8),
        VolumeTurned(-4.0),
        TalkTurned(Verbosity.SHORT, None),
    )
    calf_raises(tmp_path, 2, "a", *chosen)
    page = run("plan", "strength").output
    for kept in ("25 % slower", "4 dB quieter", "short at most", "plan --undo calf-raises"):
        assert kept in page
    assert due(run)["kept"] == {
        "speed": 0.8,
        "words": None,
        "talk": "short",
        "volume_db": -4.0,
        "variation": None,
    }
    assert run("plan", "--undo", "volume").output.startswith("Undone: volume is as usual again.")
    assert run("plan", "--undo", "calf-raises").exit_code == 0
    left = run("plan", "strength").output
    assert "short at most" in left
    assert "slower" not in left
    assert "quieter" not in left
    assert "Nothing is kept for volume." in run("plan", "--undo", "volume").output


def test_a_name_under_which_nothing_can_be_kept_is_refused(run: Run) -> None:
    result = run("plan", "--undo", "calf-rises")
    assert result.exit_code == 1
    assert "calf-raises" in result.output


def test_the_plan_says_how_an_exercise_is_told(run: Run, tmp_path: Path) -> None:
    assert due(run, name="quick")["words"] == "full"
    for number, key in enumerate("abcd"):
        calf_raises(tmp_path, 8.0 - number, key)
    assert due(run, name="quick")["words"] == "minimal"
    assert "Explained in a phrase." in run("plan", "quick").output
