"""A factored layer does what its formula says, and its gradients are those of the formula."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.recipe

WIDTH, MIDDLE, FRAMES, EXAMPLES = 6, 3, 9, 2


@pytest.fixture(scope="module")
def torch() -> Any:
    """PyTorch."""
    return pytest.importorskip("torch", reason="scripts/model/check runs it where torch is")


@pytest.fixture
def given(torch: Any) -> list[Any]:
    """Frames, both maps, bias and shift."""
    chance = torch.Generator().manual_seed(3)
    shapes = (
        (EXAMPLES, FRAMES, WIDTH),
        (MIDDLE, 2 * WIDTH),
        (WIDTH, 2 * MIDDLE),
        (WIDTH,),
        (WIDTH,),
    )
    return [
        torch.randn(shape, generator=chance, dtype=torch.float64, requires_grad=True)
        for shape in shapes
    ]


def by_formula(torch: Any) -> Callable[..., Any]:
    """The same layer, step by step."""
    from scripts.model.training.factored import BYPASS

    def layer(frames: Any, linear: Any, affine: Any, bias: Any, shift: Any) -> Any:
        middle = torch.cat([frames[:, :-1], frames[:, 1:]], 2) @ linear.t()
        inner = torch.cat([middle[:, :-1], middle[:, 1:]], 2) @ affine.t() + bias
        return torch.relu(inner) + shift + BYPASS * frames[:, 1:-1]

    return layer


def results_of(torch: Any, layer: Callable[..., Any], given: list[Any]) -> list[Any]:
    """Output of the layer, and the gradients of a sum that depends on all of it."""
    returned = layer(*given)
    weights = torch.arange(returned.numel(), dtype=torch.float64).reshape(returned.shape)
    return [returned, *torch.autograd.grad((returned * weights.cos()).sum(), given)]


def test_values_and_gradients_are_those_of_the_formula(torch: Any, given: list[Any]) -> None:
    from scripts.model.training.factored import factored

    found = results_of(torch, factored, given)
    expected = results_of(torch, by_formula(torch), given)
    for one, other in zip(found, expected, strict=True):
        torch.testing.assert_close(one, other)


def test_frozen_frames_need_no_gradient(torch: Any, given: list[Any]) -> None:
    from scripts.model.training.factored import factored

    frames, *maps = given
    factored(frames.detach(), *maps).sum().backward()
    assert all(each.grad is not None for each in maps)


def test_it_is_narrow_where_autocast_wants_it(torch: Any, given: list[Any]) -> None:
    from scripts.model.training.factored import factored

    with torch.autocast("cpu", dtype=torch.bfloat16):
        returned = factored(*(each.float() for each in given))
    assert returned.dtype == torch.bfloat16
    torch.testing.assert_close(returned.double(), by_formula(torch)(*given), rtol=0.05, atol=0.1)
