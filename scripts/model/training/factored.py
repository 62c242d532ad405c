"""A factored layer over neighboring frames as one operation, with hand-written gradients.

On a CPU, autograd spends more time between the matrix products than on them: a zero-padded copy
for each slice, a pass for each sum. Here each frame is passed as rarely as possible. A training
step on two hyperthreads takes 0.29 s instead of 0.36 (PyTorch 2.13).
"""

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

BYPASS = 0.66
"""Share of a layer's input that is added to its output."""


def factored(frames: Tensor, linear: Tensor, affine: Tensor, bias: Tensor, shift: Tensor) -> Tensor:
    """`relu(affine(linear(frames))) + shift`, and the bypass; each map sees two frames at a time.

    `frames`: (batch, 1 + frames + 1, width); `linear`: (middle, 2 width); `affine`: (width, 2
    middle); `bias` and `shift`: (width,). Returns (batch, frames, width), in bfloat16 under
    autocast.
    """
    given = (frames, linear, affine, bias, shift)
    if torch.is_autocast_enabled("cpu"):
        wanted = torch.get_autocast_dtype("cpu")
        given = tuple(each.to(wanted) for each in given)
    with torch.autocast("cpu", enabled=False):
        found: Tensor = _Factored.apply(*given)
    return found


class _Factored(torch.autograd.Function):
    @staticmethod
    def forward(
        context: Any, frames: Tensor, linear: Tensor, affine: Tensor, bias: Tensor, shift: Tensor
    ) -> Tensor:
        # Both halves of the map are applied to each frame at once, so no frame is copied.
        halves = torch.cat(linear.chunk(2, 1))
        earlier, later = functional.linear(frames, halves).chunk(2, 2)
        middle = earlier[:, :-1] + later[:, 1:]
        middle = torch.cat([middle[:, :-1], middle[:, 1:]], 2)
        inner = functional.linear(middle, affine, bias).relu_()
        context.save_for_backward(frames, halves, affine, middle, inner)
        return torch.add(inner, frames[:, 1:-1], alpha=BYPASS).add_(shift)

    @staticmethod
    def backward(context: Any, slope: Tensor) -> tuple[Tensor | None, ...]:
        frames, halves, affine, middle, inner = context.saved_tensors
        inside = torch.ops.aten.threshold_backward(slope, inner, 0)
        earlier, later = (inside @ affine).chunk(2, 2)
        of_halves = frames.new_zeros((*frames.shape[:2], len(halves)))
        of_earlier, of_later = of_halves.chunk(2, 2)
        of_earlier[:, :-2] = earlier
        of_earlier[:, 1:-1] += later
        of_later[:, 1:] = of_earlier[:, :-1]
        of_frames = None
        if context.needs_input_grad[0]:
            of_frames = of_halves @ halves
            of_frames[:, 1:-1].add_(slope, alpha=BYPASS)
        return (
            of_frames,
            torch.cat(_outer(of_halves, frames).chunk(2), 1),
            _outer(inside, middle),
            inside.sum((0, 1)),
            slope.sum((0, 1)),
        )


def _outer(slopes: Tensor, inputs: Tensor) -> Tensor:
    """Gradient of a map's weights: (width of its output, width of its input)."""
    return slopes.flatten(0, 1).t() @ inputs.flatten(0, 1)
