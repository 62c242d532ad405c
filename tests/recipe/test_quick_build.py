"""The whole recipe on a slice of the data: it ends in a model that hears better than chance."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.lab.recordings import SPEECH
from scripts.model.evaluation.conditions import Condition, Room
from scripts.model.evaluation.items import COMMANDS, words
from scripts.model.evaluation.listening import Kind, Listener
from scripts.model.evaluation.measures import words_in
from voicecoach.devices.native_messages import native_messages_silenced

pytestmark = [
    pytest.mark.recipe,
    pytest.mark.skipif(not SPEECH.is_dir(), reason=f"no recordings in {SPEECH}"),
    pytest.mark.skipif(shutil.which("flite") is None, reason="flite is not installed"),
]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build directory with all that the recipe has made."""
    directory = tmp_path_factory.mktemp("build")
    command = [sys.executable, "-m", "scripts.model", "--quick", "--build", str(directory)]
    subprocess.run(command, check=True)
    return directory


def test_the_model_hears_better_than_chance(build: Path) -> None:
    items = words("valid", 12)
    with native_messages_silenced():
        listener = Listener(build / "model")
        tallies = words_in(listener, items, Condition(), Room("valid"))
    right = sum(tally.kinds[Kind.RIGHT] for tally in tallies.values())
    said = sum(tally.total for tally in tallies.values())
    assert said >= 80
    assert right / said > 4 / len(COMMANDS)


def test_the_model_knows_all_commands(build: Path) -> None:
    with native_messages_silenced():
        assert Listener(build / "model").unknown == []


def test_the_model_is_small(build: Path) -> None:
    size = sum(file.stat().st_size for file in (build / "model").rglob("*"))
    assert size < 10_000_000


def test_a_second_run_has_nothing_left_to_do(build: Path) -> None:
    times = {path: path.stat().st_mtime_ns for path in build.rglob("*")}
    command = [sys.executable, "-m", "scripts.model", "--quick", "--build", str(build)]
    subprocess.run(command, check=True)
    assert {path: path.stat().st_mtime_ns for path in build.rglob("*")} == times


def test_each_round_leaves_a_log_of_its_figures(build: Path) -> None:
    logs = sorted(path.name for path in (build / "networks").glob("*.jsonl"))
    assert logs == ["0.log.jsonl", "1.log.jsonl"]
    assert (build / "tuning.jsonl").read_text().count("\n") >= 2


def test_a_given_cost_takes_the_place_of_tuning(build: Path) -> None:
    graph, tuning = build / "model" / "graph" / "HCLr.fst", build / "tuning.jsonl"
    before, tuned = graph.read_bytes(), tuning.read_bytes()
    command = [sys.executable, "-m", "scripts.model", "--quick", "--build", str(build)]
    subprocess.run([*command, "--phone-cost", "0.9"], check=True)
    assert graph.read_bytes() != before
    assert tuning.read_bytes() == tuned
