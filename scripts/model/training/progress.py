"""State of a training, and its next step."""

import copy
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from scripts.model.graph.phones import OUTPUTS, SILENCE
from scripts.model.training.batches import IGNORED, Batch
from scripts.model.training.course import CoolDown, Course
from scripts.model.training.decision import Decider
from scripts.model.training.network import Network

_SILENCE_WEIGHT = 0.5
_WARM_UP = 60
_LAST_RATE = 0.02
_AVERAGED = 0.998
_CLIPPED_NORM = 1.0


class Progress:
    """A network between two steps, with everything that the next one depends on.

    `cool_down` and `decider` are for a falling rate; None: the full rate.
    """

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
        """Step at which the rate has reached its lowest value."""
        return (self._cools_from or 0) + self._cool_down_steps

    def begin_to_cool(self) -> None:
        """Let the rate fall from here on, unless it falls already."""
        if self._cools_from is None:
            self._cools_from = self.step

    def rate(self) -> float:
        """Learning rate of the step, as a share of the highest."""
        warmth = min(1.0, (self.step + 1) / _WARM_UP)
        if self._cools_from is None:
            return warmth
        return max(_LAST_RATE, warmth * (self.last_step - self.step) / self._cool_down_steps)

    def advance(self, batch: Batch) -> tuple[float, float, float]:
        """Take one step; returns the losses of frames and words, and the share of correct frames.

        That share is among the frames of phones.
        """
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
