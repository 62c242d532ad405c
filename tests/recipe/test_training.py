"""Training goes on where it stopped, and what it learnt at the full rate outlives a cool-down."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scripts.model.graph.lexicon import Lexicon
from scripts.model.speech.augmentation import MILD
from scripts.model.speech.noise import Chance
from scripts.model.training.frames import Clip, frames_of, outputs_of_frames

pytestmark = pytest.mark.recipe

Train = Callable[..., None]
WORDS = Lexicon({"go": ["G OW"], "no": ["N OW"]})


def hiss(chance: Chance) -> Clip:
    """A second of noise, labeled as some phone, and taken for a word."""
    samples = np.asarray(chance.standard_normal(16_000) * 3000, np.int16)
    labels = np.full(outputs_of_frames(frames_of(len(samples))), 7, np.uint8)
    return Clip(samples, labels, "go")


@pytest.fixture(scope="module")
def training() -> Any:
    """The module that trains."""
    pytest.importorskip("torch", reason="scripts/model/check runs it where torch is")
    from scripts.model.training import trainer

    return trainer


@pytest.fixture(scope="module")
def train(training: Any) -> Train:
    """Trains a new network: for so many steps, or from a checkpoint with a falling rate."""
    from scripts.model.export import Scales
    from scripts.model.graph.decoding_graph import GraphCosts
    from scripts.model.stages import body
    from scripts.model.training.course import CoolDown, Course, Sources
    from scripts.model.training.decision import Decider
    from scripts.model.training.examples import Examples, Kind
    from scripts.model.training.network import Network

    def with_shares(shares: object) -> Callable[[int], Examples]:
        def source(seed: int) -> Examples:
            kinds = {"hiss": Kind(1, hiss)}
            return Examples(kinds, lambda chance: hiss(chance).samples, MILD, seed)

        return source

    decider = Decider(["go", "no"], WORDS, GraphCosts(), Scales())

    def run(path: Path, steps: int, cooled_from: Path | None = None) -> None:
        ways = (CoolDown(2), CoolDown(1, most_of_a_word=1, seed=7))
        course = Course(steps, ways, rate=1e-3, head_rate=1e-2, batch_s=4)
        network, sources = Network(body()), Sources(with_shares, decider)
        if cooled_from:
            training.cool_down(network, sources, course, cooled_from, path, "test")
        else:
            training.train(network, sources, course, path, "test")

    return run


@pytest.fixture(scope="module")
def trained(train: Train, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train for three steps."""
    path = tmp_path_factory.mktemp("trained") / "1.pt"
    train(path, 3)
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    """The log of a training."""
    lines = path.with_suffix(".log.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def logged(path: Path) -> list[tuple[int, float]]:
    """Step and rate of each line of the log."""
    return [(row["step"], row["rate"]) for row in rows(path)]


def test_words_count_while_the_rate_falls(trained: Path) -> None:
    counted = [(row["step"], row["loss_of_words"] > 0) for row in rows(trained)]
    assert counted == [(3, False), (5, True), (4, True)]


def test_the_rate_falls_at_the_end(trained: Path) -> None:
    (full, before), (last, after), _ = logged(trained)
    assert (full, last) == (3, 5)
    assert before > after > 0


def test_the_rate_falls_in_each_way_from_the_same_place(trained: Path) -> None:
    assert [(row["round"], row["step"]) for row in rows(trained)][1:] == [
        ("test cools down (1 of 2)", 5),
        ("test cools down (2 of 2)", 4),
    ]


def test_more_steps_go_on_from_where_the_rate_began_to_fall(
    training: Any, train: Train, trained: Path, tmp_path: Path
) -> None:
    path = tmp_path / "1.pt"
    for file in (trained, training.checkpoint_of(trained)):
        shutil.copy(file, tmp_path)
    assert training.steps_behind(path) == 3
    train(path, 4)
    assert training.steps_behind(path) == 4
    assert [step for step, _ in logged(path)] == [4, 6, 5]


def test_a_cool_down_leaves_the_checkpoint_as_it_is(
    training: Any, train: Train, trained: Path, tmp_path: Path
) -> None:
    candidate, checkpoint = tmp_path / "candidate.pt", training.checkpoint_of(trained)
    before = checkpoint.read_bytes()
    train(candidate, 3, checkpoint)
    assert checkpoint.read_bytes() == before
    assert training.steps_behind(candidate) == 3
    assert {file.name for file in tmp_path.iterdir()} == {candidate.name, "candidate.log.jsonl"}


def test_nothing_is_behind_a_network_that_is_not_there(training: Any, tmp_path: Path) -> None:
    assert training.steps_behind(tmp_path / "1.pt") == 0


def test_only_the_last_round_gets_other_steps(training: Any) -> None:
    from scripts.model.plan import FULL, with_steps

    planned = FULL.rounds[-1].course
    longer = with_steps(FULL, planned.steps + 77)
    assert longer.rounds[-1].course == replace(planned, steps=planned.steps + 77)
    assert longer.rounds[:-1] == FULL.rounds[:-1]
    assert with_steps(FULL, planned.steps) == FULL


def test_the_rate_falls_more_quickly_after_fewer_steps(training: Any) -> None:
    from scripts.model.plan import FULL, with_steps

    planned = FULL.rounds[-1].course
    half = with_steps(FULL, planned.steps // 2).rounds[-1].course
    assert half.steps == planned.steps // 2
    assert [2 * way.steps for way in half.cool_downs] == [way.steps for way in planned.cool_downs]
    one = with_steps(FULL, 1).rounds[-1].course
    assert [way.steps for way in one.cool_downs] == [1, 1, 1]
