"""Trains a network on labels of frames, with checkpoints to go on from."""

import copy
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader, IterableDataset

from scripts.model.graph.phones import OUTPUTS, SILENCE
from scripts.model.training.averaging import mean_of
from scripts.model.training.batches import IGNORED, Batch, as_tensors, spans_in
from scripts.model.training.decision import Decider
from scripts.model.training.examples import Examples
from scripts.model.training.network import Network

_SILENCE_WEIGHT = 0.5
_WARM_UP = 60
_LAST_RATE = 0.02
_AVERAGED = 0.998
_CLIPPED_NORM = 1.0
_LOG_STEPS = 25

Shares = Mapping[str, float]
"""Of the kinds of speech in training; those that are missing leave theirs to the others."""
ExampleSource = Callable[[int], Examples]
"""The stream of examples that belongs to a seed."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a round of training learns from."""

    with_shares: Callable[[Shares | None], ExampleSource]
    """The examples of a mixture; None: the usual one."""
    decider: Decider | None = None
    """What could have been said, to learn to tell it while the rate falls."""


@dataclass(frozen=True, slots=True)
class CoolDown:
    """One way in which the rate falls."""

    steps: int
    shares: Shares | None = None
    """Of the kinds of speech meanwhile; None: as before."""
    most_of_a_word: int | None = None
    """So often a command may count in a batch; None: as often as it is there. With a bound, words
    of which there are many recordings count no more than those that hardly anybody recorded."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Course:
    """How a round of training goes: up to the full rate, long at it, and down again.

    The rate may fall in several ways from the same place; what is learnt is the mean of what they
    lead to, which makes fewer mistakes (Wortsman et al., "Model soups: averaging weights of
    multiple fine-tuned models improves accuracy without increasing inference time", 2022).

    What was learnt at the full rate is never lost by a stop: whenever enough time has been spent,
    the rate may fall, and training may go on later from where that began (Hu et al., "MiniCPM:
    Unveiling the Potential of Small Language Models with Scalable Training Strategies", 2024).
    """

    steps: int
    """Before the rate falls."""
    cool_downs: Sequence[CoolDown]
    rate: float
    head_rate: float
    """Of the last layer, which begins with nothing."""
    batch_s: float = 64.0
    decision_weight: float = 1.0
    """Of the surprise at a word against that at a frame."""
    frozen_layers: int = 0
    """So many of the lowest layers are left as they are. The first two should always be: the first
    one's weights are so small, as features are so large, that each step would be a leap."""
    checkpoint_s: float = 240.0
    seed: int = 1


def train(network: Network, sources: Sources, course: Course, path: Path, title: str) -> None:
    """Train up to the end of the course and write `path`, from its checkpoint if it has one.

    The checkpoint stays, to go on from with more steps. A line of figures goes to `path`.log.jsonl
    every so often.
    """
    state = _State(network, course)
    checkpoint = checkpoint_of(path)
    if checkpoint.exists():
        state.restore(torch.load(checkpoint, weights_only=False))
    _advance(state, sources.with_shares(None), course.steps, _log_of(path), title, checkpoint)
    cool_down(network, sources, course, checkpoint, path, title)


def cool_down(
    network: Network,
    sources: Sources,
    course: Course,
    checkpoint: Path,
    path: Path,
    title: str,
) -> None:
    """Go on from a checkpoint with a falling rate, in each way of the course, and write the mean of
    what they lead to to `path`.
    """
    steps = int(torch.load(checkpoint, weights_only=False)["step"])
    ends = [path.with_suffix(f".{number}.pt") for number in range(1, len(course.cool_downs) + 1)]
    for number, (way, end) in enumerate(zip(course.cool_downs, ends, strict=True), 1):
        if steps_behind(end) != steps:
            state = _State(network, course, way, sources.decider)
            state.restore(torch.load(checkpoint, weights_only=False))
            heading = f"{title} cools down ({number} of {len(ends)})"
            _cool_down_once(state, sources.with_shares(way.shares), end, _log_of(path), heading)
    _save(mean_of([torch.load(end, weights_only=False) for end in ends]), path)
    for end in ends:
        end.unlink()


def _cool_down_once(
    state: "_State", source: ExampleSource, path: Path, log: Path, title: str
) -> None:
    """Write the mean of the latest weights, which is better than any of them."""
    own = path.with_suffix(".cooling")
    if own.exists():
        begun = torch.load(own, weights_only=False)
        if begun["cools_from"] == state.step:
            state.restore(begun)
    state.begin_to_cool()
    _advance(state, source, state.last_step, log, title, own)
    _save(state.result(), path)
    own.unlink(missing_ok=True)


def checkpoint_of(path: Path) -> Path:
    """Where training leaves what it needs to go on."""
    return path.with_suffix(".checkpoint")


def _log_of(path: Path) -> Path:
    return path.with_suffix(".log.jsonl")


def steps_behind(path: Path) -> int:
    """How many steps at the full rate are behind a network that was written; 0 if none was."""
    return int(torch.load(path, weights_only=False)["steps"]) if path.exists() else 0


def load_network(network: Network, path: Path) -> NDArray[np.float64]:
    """Put the trained weights into a network; returns the shares of its outputs in training."""
    stored = torch.load(path, weights_only=False)
    network.load_state_dict(stored["network"])
    network.eval()
    shares: NDArray[np.float64] = stored["priors"]
    return shares


class _State:
    """`cool_down` and `decider` belong to a rate that falls; None: it is the full one."""

    def __init__(
        self,
        network: Network,
        course: Course,
        cool_down: CoolDown | None = None,
        decider: Decider | None = None,
    ) -> None:
        self._network = network.train()
        self.course, self.context, self.decider = course, network.context, decider
        self.seed = cool_down.seed if cool_down else course.seed
        self.most_of_a_word = cool_down.most_of_a_word if cool_down else None
        self._cool_down_steps = cool_down.steps if cool_down else 0
        self._mean = copy.deepcopy(network).eval()
        self._counts = np.ones(OUTPUTS)
        self._cools_from: int | None = None
        self.step = 0
        frozen = [network.first, network.first_norm, *network.typed_layers()]
        for module in frozen[: course.frozen_layers]:
            module.requires_grad_(False)
        head = list(network.output.parameters())
        known = {id(parameter) for parameter in head}
        body = [p for p in network.parameters() if id(p) not in known and p.requires_grad]
        groups = [{"params": body, "top": course.rate}, {"params": head, "top": course.head_rate}]
        self._optimizer = torch.optim.AdamW(
            groups, lr=course.rate, betas=(0.9, 0.99), weight_decay=1e-3
        )

    @property
    def last_step(self) -> int:
        """Where the rate has fallen as far as it does."""
        return (self._cools_from or 0) + self._cool_down_steps

    def begin_to_cool(self) -> None:
        """From here on the rate falls, if it does not fall already."""
        if self._cools_from is None:
            self._cools_from = self.step

    def rate(self) -> float:
        """The share of the highest rate that belongs to the step."""
        warmth = min(1.0, (self.step + 1) / _WARM_UP)
        if self._cools_from is None:
            return warmth
        return max(_LAST_RATE, warmth * (self.last_step - self.step) / self._cool_down_steps)

    def advance(self, batch: Batch) -> tuple[float, float, float]:
        """One step; returns the losses of frames and of words, and the share of right frames among
        those of phones."""
        for group in self._optimizer.param_groups:
            group["lr"] = group["top"] * self.rate()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            body = self._network.body(batch.features)
        scores = self._network.output(body.float())
        told = self._surprise_at_words(scores, batch.spans)
        used = batch.labels != IGNORED
        scores, labels = scores[used], batch.labels[used]
        weights = torch.where(labels == SILENCE, _SILENCE_WEIGHT, 1.0)
        losses = functional.cross_entropy(scores, labels, reduction="none")
        loss = (losses * weights).sum() / weights.sum()
        (loss + self.course.decision_weight * told).backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), _CLIPPED_NORM)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        self.step += 1
        with torch.no_grad():
            kept = min(_AVERAGED, (self.step + 1) / (self.step + 20))
            for mean, now in zip(self._mean.parameters(), self._network.parameters(), strict=True):
                mean.lerp_(now, 1 - kept)
            voiced = labels != SILENCE
            right = (scores[voiced].argmax(-1) == labels[voiced]).float().mean()
        self._counts += np.bincount(labels.numpy(), minlength=OUTPUTS)
        return float(loss.detach()), float(told.detach()), float(right)

    def _surprise_at_words(self, scores: Tensor, spans: Tensor) -> Tensor:
        if self.decider is None or not len(spans):
            return scores.new_zeros(())
        rows, firsts, lengths, classes = spans.unbind(1)
        inside = torch.arange(int(lengths.max()))
        frames = (firsts[:, None] + inside).clamp(max=scores.shape[1] - 1)
        chosen = functional.log_softmax(scores[rows[:, None], frames], -1)
        shares = torch.from_numpy(self._shares()).float()
        return self.decider.loss(chosen, shares, lengths, classes)

    def _shares(self) -> NDArray[np.float64]:
        shares = self._counts.copy()
        shares[SILENCE] *= _SILENCE_WEIGHT
        found: NDArray[np.float64] = shares / shares.sum()
        return found

    def result(self) -> dict[str, Any]:
        return {
            "network": self._mean.state_dict(),
            "priors": self._shares(),
            "steps": self.step if self._cools_from is None else self._cools_from,
        }

    def snapshot(self) -> dict[str, Any]:
        return {
            "network": self._network.state_dict(),
            "mean": self._mean.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "counts": self._counts,
            "step": self.step,
            "cools_from": self._cools_from,
        }

    def restore(self, stored: dict[str, Any]) -> None:
        self._network.load_state_dict(stored["network"])
        self._mean.load_state_dict(stored["mean"])
        self._optimizer.load_state_dict(stored["optimizer"])
        self._counts, self.step = stored["counts"], stored["step"]
        self._cools_from = stored["cools_from"]


def _advance(
    state: _State, source: ExampleSource, last: int, log: Path, title: str, kept: Path
) -> None:
    """Train up to a step; the state is kept in a file every so often, and at the end."""
    if state.step >= last:
        return
    stream = _stream(source, state)
    recent: list[tuple[float, float, float]] = []
    began_s = saved_s = time.monotonic()
    lines = log.open("a", encoding="utf-8")
    with lines, click.progressbar(length=last - state.step, label=title, show_pos=True) as bar:
        while state.step < last:
            recent.append(state.advance(next(stream)))
            bar.update(1)
            if state.step % _LOG_STEPS == 0 or state.step == last:
                loss, told, accuracy = np.mean(recent, axis=0)
                recent.clear()
                row = {
                    "round": title,
                    "step": state.step,
                    "loss": round(float(loss), 4),
                    "loss_of_words": round(float(told), 4),
                    "phone_accuracy": round(float(accuracy), 4),
                    "rate": round(state.rate(), 4),
                    "seconds": round(time.monotonic() - began_s),
                }
                print(json.dumps(row), file=lines, flush=True)
            if state.step == last or time.monotonic() - saved_s > state.course.checkpoint_s:
                saved_s = time.monotonic()
                _save(state.snapshot(), kept)


class _Stream(IterableDataset[Batch]):
    """Runs in a process of its own, beside the training."""

    def __init__(self, examples: Callable[[], Examples], state: _State) -> None:
        self._examples, self._batch_s = examples, state.course.batch_s
        self._context, self._decider = state.context, state.decider
        self._most_of_a_word = state.most_of_a_word

    def __iter__(self) -> Iterator[Batch]:
        torch.set_num_threads(1)
        for batch in self._examples().batches(self._batch_s):
            features, labels = as_tensors(batch, self._context)
            yield Batch(features, labels, spans_in(batch, self._decider, self._most_of_a_word))


def _stream(source: ExampleSource, state: _State) -> Iterator[Batch]:
    # Who goes on from a checkpoint gets new examples, not those of the beginning again.
    seed = state.seed * 1_000_003 + state.step
    stream = _Stream(lambda: source(seed), state)
    return iter(DataLoader(stream, batch_size=None, num_workers=1, prefetch_factor=6))


def _save(stored: dict[str, Any], path: Path) -> None:
    """A file that is either the old one or the new one, never half of it."""
    partial = path.with_name(path.name + ".partial")
    torch.save(stored, partial)
    partial.rename(path)
