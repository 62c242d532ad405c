"""Trains a network on labels of frames, with checkpoints to go on from."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.data import DataLoader, IterableDataset

from scripts.model.training.averaging import mean_of
from scripts.model.training.batches import Batch, as_tensors, spans_in
from scripts.model.training.course import Course, ExampleSource, Sources
from scripts.model.training.examples import Examples
from scripts.model.training.network import Network
from scripts.model.training.progress import Progress

_LOG_STEPS = 25


def train(network: Network, sources: Sources, course: Course, path: Path, title: str) -> None:
    """Train to the end of the course, from the checkpoint of `path` if there is one; write `path`.

    The checkpoint stays, to continue from with more steps. Figures go to `path`.log.jsonl, a line
    at regular intervals.
    """
    progress = Progress(network, course)
    checkpoint = checkpoint_of(path)
    if checkpoint.exists():
        progress.restore(torch.load(checkpoint, weights_only=False))
    _advance(progress, sources.with_shares(None), course.steps, _log_of(path), title, checkpoint)
    cool_down(network, sources, course, checkpoint, path, title)


def cool_down(
    network: Network,
    sources: Sources,
    course: Course,
    checkpoint: Path,
    path: Path,
    title: str,
) -> None:
    """Continue from a checkpoint with a falling rate, in each way of the course; write the average
    to `path`.
    """
    steps = int(torch.load(checkpoint, weights_only=False)["step"])
    ends = [path.with_suffix(f".{number}.pt") for number in range(1, len(course.cool_downs) + 1)]
    for number, (way, end) in enumerate(zip(course.cool_downs, ends, strict=True), 1):
        if steps_behind(end) != steps:
            progress = Progress(network, course, way, sources.decider)
            progress.restore(torch.load(checkpoint, weights_only=False))
            heading = f"{title} cools down ({number} of {len(ends)})"
            _cool_down_once(progress, sources.with_shares(way.shares), end, _log_of(path), heading)
    _save(mean_of([torch.load(end, weights_only=False) for end in ends]), path)
    for end in ends:
        end.unlink()


def _cool_down_once(
    progress: Progress, source: ExampleSource, path: Path, log: Path, title: str
) -> None:
    """Write the average of the latest weights, which is better than any of them."""
    own = path.with_suffix(".cooling")
    if own.exists():
        begun = torch.load(own, weights_only=False)
        if begun["cools_from"] == progress.step:
            progress.restore(begun)
    progress.begin_to_cool()
    _advance(progress, source, progress.last_step, log, title, own)
    _save(progress.result(), path)
    own.unlink(missing_ok=True)


def checkpoint_of(path: Path) -> Path:
    """Path of the checkpoint."""
    return path.with_suffix(".checkpoint")


def _log_of(path: Path) -> Path:
    return path.with_suffix(".log.jsonl")


def steps_behind(path: Path) -> int:
    """Number of steps at the full rate of a written network; 0: there is none."""
    return int(torch.load(path, weights_only=False)["steps"]) if path.exists() else 0


def save_network(network: Network, shares: NDArray[np.float64], path: Path) -> None:
    """Write a network as if a round had ended with it; `shares` of its outputs in training."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _save({"network": network.state_dict(), "priors": shares, "steps": 0}, path)


def load_network(network: Network, path: Path) -> NDArray[np.float64]:
    """Load trained weights into a network; returns the shares of its outputs in training."""
    stored = torch.load(path, weights_only=False)
    network.load_state_dict(stored["network"])
    network.eval()
    shares: NDArray[np.float64] = stored["priors"]
    return shares


def _advance(
    progress: Progress, source: ExampleSource, last: int, log: Path, title: str, kept: Path
) -> None:
    """Train to a step; saves the state at regular intervals and at the end."""
    if progress.step >= last:
        return
    stream = _stream(source, progress)
    recent: list[tuple[float, float, float]] = []
    began_s = saved_s = time.monotonic()
    lines = log.open("a", encoding="utf-8")
    with lines, click.progressbar(length=last - progress.step, label=title, show_pos=True) as bar:
        while progress.step < last:
            recent.append(progress.advance(next(stream)))
            bar.update(1)
            if progress.step % _LOG_STEPS == 0 or progress.step == last:
                loss, told, accuracy = np.mean(recent, axis=0)
                recent.clear()
                row = {
                    "round": title,
                    "step": progress.step,
                    "loss": round(float(loss), 4),
                    "loss_of_words": round(float(told), 4),
                    "phone_accuracy": round(float(accuracy), 4),
                    "rate": round(progress.rate(), 4),
                    "seconds": round(time.monotonic() - began_s),
                }
                print(json.dumps(row), file=lines, flush=True)
            if progress.step == last or time.monotonic() - saved_s > progress.course.checkpoint_s:
                saved_s = time.monotonic()
                _save(progress.snapshot(), kept)


class _Stream(IterableDataset[Batch]):
    """Draw examples; runs in a process of its own."""

    def __init__(self, examples: Callable[[], Examples], progress: Progress) -> None:
        self._examples, self._batch_s = examples, progress.course.batch_s
        self._context, self._decider = progress.context, progress.decider
        self._most_of_a_word = progress.most_of_a_word

    def __iter__(self) -> Iterator[Batch]:
        torch.set_num_threads(1)
        for batch in self._examples().batches(self._batch_s):
            features, labels = as_tensors(batch, self._context)
            yield Batch(features, labels, spans_in(batch, self._decider, self._most_of_a_word))


def _stream(source: ExampleSource, progress: Progress) -> Iterator[Batch]:
    # From a checkpoint on, training gets new examples, not those of the beginning again.
    seed = progress.seed * 1_000_003 + progress.step
    stream = _Stream(lambda: source(seed), progress)
    return iter(DataLoader(stream, batch_size=None, num_workers=1, prefetch_factor=6))


def _save(stored: dict[str, Any], path: Path) -> None:
    """Write a file atomically."""
    partial = path.with_name(path.name + ".partial")
    torch.save(stored, partial)
    partial.rename(path)
