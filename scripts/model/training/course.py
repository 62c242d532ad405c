"""How a round of training goes, and what it learns from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scripts.model.training.decision import Decider
from scripts.model.training.examples import Examples

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
