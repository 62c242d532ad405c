"""Decision between what was said and what else could have been, on scores that make it plain."""

from collections.abc import Callable
from typing import Any

import pytest

from scripts.model.graph.lexicon import Lexicon
from scripts.model.graph.phones import OUTPUTS, SILENCE, output_of

pytestmark = pytest.mark.recipe

LEXICON = Lexicon(
    {
        "no": ["N OW"],
        "know": ["N OW"],
        "go": ["G OW"],
        "on": ["AA N"],
        "again": ["AH G EH N", "AH G EY N"],
        "toad": ["T OW D"],
        "a": ["AH"],
    }
)
LONG = "again again again"

Surprise = Callable[[str, int], float]


@pytest.fixture(scope="module")
def torch() -> Any:
    """PyTorch, where it is."""
    return pytest.importorskip("torch", reason="scripts/model/check runs it where torch is")


@pytest.fixture(scope="module")
def decider(torch: Any) -> Any:
    """Tells a few words from each other."""
    from scripts.model.export import Scales
    from scripts.model.graph.decoding_graph import GraphCosts
    from scripts.model.training.decision import Decider

    return Decider(["no", "go", "go on", "again", LONG], LEXICON, GraphCosts(), Scales())


def likelihoods(torch: Any, spoken: str) -> Any:
    """A score of 0 for these phones, two frames each ("-": silence), and -5 for all others."""
    outputs = [SILENCE if phone == "-" else output_of(phone) for phone in spoken.split()]
    frames = torch.full((1, 2 * len(outputs), OUTPUTS), -5.0)
    for at, output in enumerate(outputs):
        frames[0, 2 * at : 2 * at + 2, output] = 0
    return frames


@pytest.fixture(scope="module")
def best(torch: Any, decider: Any) -> Callable[[str], int]:
    """The class that scores best."""

    def find(spoken: str) -> int:
        frames = likelihoods(torch, spoken)
        return int(decider.scores(frames, torch.tensor([frames.shape[1]])).argmax())

    return find


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("- N OW -", "no"),
        ("N OW", "no"),
        ("- - G OW", "go"),
        ("G OW AA N -", "go on"),
        ("AH G EY N -", "again"),
        ("- AH G EH - N -", "again"),
    ],
)
def test_the_word_that_was_said_scores_best(
    decider: Any, best: Callable[[str], int], spoken: str, said: str
) -> None:
    assert best(spoken) == decider.class_of(said)


def test_other_words_are_the_filler_s(decider: Any, best: Callable[[str], int]) -> None:
    assert best("- T OW D -") == decider.class_of("toad") == decider.filler


def test_in_silence_silence_scores_best(decider: Any, best: Callable[[str], int]) -> None:
    assert best("- - - -") == decider.class_of("") == decider.silence


@pytest.mark.parametrize("said", ["know", "toad toad", "unheard", LONG, "a"])
def test_words_that_can_not_be_told_apart_have_no_class(decider: Any, said: str) -> None:
    assert decider.class_of(said) is None


def test_a_word_scores_the_same_however_long_the_other_ones_are(torch: Any, decider: Any) -> None:
    frames = likelihoods(torch, "- N OW -")
    alone = decider.scores(frames, torch.tensor([8]))
    filled = torch.nn.functional.pad(frames, (0, 0, 0, 5))
    both = decider.scores(torch.cat([filled, filled]), torch.tensor([8, 13]))
    assert torch.allclose(both[0], alone[0])
    assert not torch.allclose(both[1], alone[0])


def test_the_surprise_teaches_what_was_said(torch: Any, decider: Any) -> None:
    from torch.nn import functional

    scores = torch.zeros(1, 8, OUTPUTS, requires_grad=True)
    lengths, said = torch.tensor([8]), torch.tensor([decider.class_of("go")])
    shares = torch.full((OUTPUTS,), 1 / OUTPUTS)
    surprises = []
    for _ in range(50):
        loss = decider.loss(functional.log_softmax(scores, -1), shares, lengths, said)
        (gradient,) = torch.autograd.grad(loss, scores)
        scores = (scores - 20 * gradient).detach().requires_grad_()
        surprises.append(float(loss.detach()))
    assert surprises[-1] < surprises[0] / 3
    assert int(decider.scores(scores, lengths).argmax()) == decider.class_of("go")
