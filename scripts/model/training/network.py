"""The acoustic model: a factored time-delay network (TDNN-F), as Kaldi's chain models have it.

Povey et al., "Semi-Orthogonal Low-Rank Matrix Factorization for Deep Neural Networks", 2018.
"""

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from scripts.model.graph.phones import OUTPUTS
from scripts.model.kaldi.reading import Array, Component
from scripts.model.training.factored import BYPASS, factored
from scripts.model.training.frames import COEFFICIENTS, SUBSAMPLING

FIRST_LAYER, LAST_LAYER = 2, 15


class Normalization(nn.Module):
    """A batch norm with fixed statistics, as a trainable scale and shift.

    With live statistics the network, whose body was trained on another language, forgets what it
    knows.
    """

    epsilon = 1e-3

    def __init__(self, stored: Component) -> None:
        super().__init__()
        scale = 1 / np.sqrt(stored.arrays["StatsVar"] + stored.epsilon)
        self.scale = nn.Parameter(torch.from_numpy(scale))
        self.shift = nn.Parameter(torch.from_numpy(-stored.arrays["StatsMean"] * scale))

    def forward(self, frames: Tensor) -> Tensor:
        """Normalize a tensor whose last dimension is the layer's width."""
        return torch.addcmul(self.shift.to(frames.dtype), frames, self.scale.to(frames.dtype))

    def statistics(self) -> tuple[Array, Array]:
        """Mean and variance of an equivalent batch norm with this class's epsilon."""
        scale = self.scale.detach().numpy().clip(1e-4, 0.999 / np.sqrt(self.epsilon))
        mean = -self.shift.detach().numpy() / scale
        return mean, np.asarray(1 / scale**2 - self.epsilon, np.float32)


class Layer(nn.Module):
    """Two linear maps through a narrow middle, each over two frames (or one), then a bypass."""

    def __init__(self, linear: Component, affine: Component, norm: Component) -> None:
        super().__init__()
        self.offset = abs(linear.time_offsets[0])
        """Distance in frames of features; 0: it sees one frame, and its output is subsampled."""
        self.linear = _linear(linear.arrays["LinearParams"], None)
        self.affine = _linear(affine.arrays["LinearParams"], affine.arrays["BiasParams"])
        self.norm = Normalization(norm)

    def forward(self, frames: Tensor) -> Tensor:
        """(batch, frames, width); one frame less on either side if it sees neighbors."""
        if not self.offset:
            inner: Tensor = self.norm(functional.relu(self.affine(self.linear(frames))))
            return inner + BYPASS * frames
        # The scale is above 0, so it may as well be a part of the map before it.
        scale = self.norm.scale
        affine, bias = self.affine.weight * scale[:, None], self.affine.bias * scale
        return factored(frames, self.linear.weight, affine, bias, self.norm.shift)


class Network(nn.Module):
    """Maps features to log probabilities of phones, at a third of their rate.

    Output frame k belongs to frame 3k of the features.
    """

    def __init__(self, body: Mapping[str, Component], outputs: int = OUTPUTS) -> None:
        """`body` has the components of the model to start from: one of another language, of which
        only the last layer is new, or one that `write_acoustic_model` wrote.

        The i-vector of the former is zero, the mean of all speakers, so the model needs none.
        """
        super().__init__()
        self.first = _first(body)
        self.first_norm = Normalization(body["tdnn1.batchnorm"])
        self.layers = nn.ModuleList(
            Layer(*(body[f"tdnnf{at}.{part}"] for part in ("linear", "affine", "batchnorm")))
            for at in range(FIRST_LAYER, LAST_LAYER + 1)
        )
        final = "prefinal-chain"
        self.narrow = _linear(body["prefinal-l"].arrays["Params"], None)
        widening = body[f"{final}.affine"].arrays
        self.widen = _linear(widening["LinearParams"], widening["BiasParams"])
        self.wide_norm = Normalization(body[f"{final}.batchnorm1"])
        self.narrow_again = _linear(body[f"{final}.linear"].arrays["Params"], None)
        self.final_norm = Normalization(body[f"{final}.batchnorm2"])
        if _is_own(body):
            last = body["output.affine"].arrays
            self.output = _linear(last["LinearParams"], last["BiasParams"])
        else:
            self.output = nn.Linear(self.narrow_again.out_features, outputs)
            nn.init.normal_(self.output.weight, std=0.02)
            nn.init.zeros_(self.output.bias)
        self.context = 1 + sum(layer.offset for layer in self.typed_layers())
        """Number of frames on either side that an output depends on."""

    def typed_layers(self) -> list[Layer]:
        """Layers between the first and the last, in order."""
        return [layer for layer in self.layers if isinstance(layer, Layer)]

    def body(self, features: Tensor) -> Tensor:
        """Input of the last layer: (batch, ceil(frames / 3), width).

        `features`: (batch, context + frames + context, 40).
        """
        spliced = torch.cat([features[:, :-2], features[:, 1:-1], features[:, 2:]], 2)
        frames: Tensor = self.first_norm(functional.relu(self.first(spliced)))
        for layer in self.typed_layers():
            # All that has been cut off on the left so far are frames that only the first layers
            # need, so the first one left is one that the outputs want.
            frames = layer(frames[:, ::SUBSAMPLING] if layer.offset == 0 else frames)
        wide = self.wide_norm(functional.relu(self.widen(self.narrow(frames))))
        final: Tensor = self.final_norm(self.narrow_again(wide))
        return final

    def forward(self, features: Tensor) -> Tensor:
        """Log probabilities: (batch, ceil(frames / 3), outputs)."""
        return functional.log_softmax(self.output(self.body(features).float()), -1)


def with_context(features: Array, context: int) -> Array:
    """Features padded on either side with their first and last frame, as in Kaldi."""
    return np.pad(features, ((context, context), (0, 0)), mode="edge")


def _is_own(body: Mapping[str, Component]) -> bool:
    """True if this recipe wrote the model, whose first layer has no transform in front of it."""
    return "lda" not in body


def _first(body: Mapping[str, Component]) -> nn.Linear:
    first = body["tdnn1.affine"].arrays
    if _is_own(body):
        return _linear(first["LinearParams"], first["BiasParams"])
    transform = body["lda"].arrays
    weight = (first["LinearParams"] @ transform["LinearParams"])[:, : 3 * COEFFICIENTS]
    bias = first["LinearParams"] @ transform["BiasParams"] + first["BiasParams"]
    return _linear(weight, bias)


def _linear(weight: Array, bias: Array | None) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None)
    with torch.no_grad():
        made.weight.copy_(torch.from_numpy(np.ascontiguousarray(weight)))
        if bias is not None:
            made.bias.copy_(torch.from_numpy(np.ascontiguousarray(bias)))
    return made
