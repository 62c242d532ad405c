"""Schedule and data of a round of training."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scripts.model.training.decision import Decider
from scripts.model.training.examples import Examples

Shares = Mapping[str, float]
"""Share of each kind of speech in training; a missing kind leaves its share to the others."""
ExampleSource = Callable[[int], Examples]
"""Returns the stream of examples of a seed."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Training data of a round."""

    with_shares: Callable[[Shares | None], ExampleSource]
    """Returns the examples of a mixture; None: the usual one."""
    decider: Decider | None = None
    """Classes of the word loss, which counts while the rate falls."""


@dataclass(frozen=True, slots=True)
class CoolDown:
    """One way for the learning rate to fall."""

    steps: int
    shares: Shares | None = None
    """Shares of the kinds of speech meanwhile; None: as before."""
    most_of_a_word: int | None = None
    """Most occurrences of a command that count in a batch; None: all. With a bound, words with
    many recordings count no more than rarely recorded ones."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Course:
    """Schedule of a round: the learning rate rises, stays, and falls.

    The rate may fall in several ways from the same checkpoint; the resulting weights are averaged,
    which makes fewer mistakes (Wortsman et al., "Model soups: averaging weights of
    multiple fine-tuned models improves accuracy without increasing inference time", 2022).

    The length need not be known in advance: the rate may fall at any time, and training may
    continue later from where that began (Hu et al., "MiniCPM:
    Unveiling the Potential of Small Language Models with Scalable Training Strategies", 2024).
    """

    steps: int
    """Number of steps before the rate falls."""
    cool_downs: Sequence[CoolDown]
    rate: float
    head_rate: float
    """Learning rate of the last layer, which starts from scratch."""
    batch_s: float = 64.0
    decision_weight: float = 1.0
    """Weight of the loss of words relative to that of frames."""
    frozen_layers: int = 0
    """Number of lowest layers that stay as they are. At least two should: features are so large
    that the first layer's weights are tiny, and each step would be a leap."""
    checkpoint_s: float = 240.0
    seed: int = 1
