"""Averages several networks that were trained from the same one."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor


def mean_of(stored: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Average of trained states, in the form that training writes ("network", "priors", "steps").

    Weights may be averaged only if training started from the same weights; otherwise the units
    mean different things. The steps are those of the first.
    """
    networks = [each["network"] for each in stored]
    return {
        "network": {name: _mean([each[name] for each in networks]) for name in networks[0]},
        "priors": np.mean([each["priors"] for each in stored], axis=0),
        "steps": stored[0]["steps"],
    }


def _mean(tensors: Sequence[Tensor]) -> Tensor:
    first = tensors[0]
    return torch.stack(list(tensors)).mean(0) if first.is_floating_point() else first
