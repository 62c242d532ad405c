"""Word loss: trains the network to tell words apart, as a decoder does.

Correct frames alone do not make a correct word. This loss demands that the spoken word scores
higher than every other, than the filler, and than silence. It is maximum mutual
information training (Bahl et al., "Maximum Mutual Information Estimation of Hidden Markov Model
Parameters for Speech Recognition", 1986), of single words, with the costs of the decoding graph.
"""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from scripts.model.export import Scales
from scripts.model.graph.decoding_graph import GraphCosts
from scripts.model.graph.lexicon import Lexicon
from scripts.model.graph.phones import OUTPUTS, SILENCE, outputs_of

_NEVER = -1e9
_MOST_PHONES = 9
_SKIPPED = OUTPUTS
"""Output that no speech has: padding of the shorter words."""


class Decider:
    """Classes of a span: the words, an out-of-vocabulary word, and silence."""

    def __init__(
        self, wordings: Sequence[str], lexicon: Lexicon, costs: GraphCosts, scales: Scales
    ) -> None:
        """`wordings` are to be told apart; long ones, which are never mistaken, are left out."""
        self._lexicon, self._scales = lexicon, scales
        ways = [
            (wording, phones)
            for wording in dict.fromkeys(wordings)
            if lexicon.knows(wording.split())
            for phones in _ways_to_say(wording, lexicon)
            if len(phones) <= _MOST_PHONES
        ]
        self._classes = {word: at for at, word in enumerate(dict.fromkeys(w for w, _ in ways))}
        self._spoken = {phones for _, phones in ways}
        self._of_way = torch.tensor([self._classes[wording] for wording, _ in ways])
        # Silence may precede and follow a word.
        longest = 2 + max(len(phones) for _, phones in ways)
        states = torch.full((len(ways), longest), _SKIPPED)
        for row, (_, phones) in zip(states, ways, strict=True):
            row[: len(phones) + 2] = torch.tensor([SILENCE, *phones, SILENCE])
        self._states = states
        self._last = torch.tensor([[len(phones)] for _, phones in ways])
        # In the graph costs are weighed against scores times the acoustic scale.
        self._phone_cost = costs.filler.phone / scales.acoustic
        self._inner_silence = costs.inner_silence / scales.acoustic

    @property
    def filler(self) -> int:
        """Class of out-of-vocabulary words."""
        return len(self._classes)

    @property
    def silence(self) -> int:
        """Class of silence."""
        return len(self._classes) + 1

    def class_of(self, said: str) -> int | None:
        """Class of a text; None if it has none, since it sounds like another or is long."""
        if not said:
            return self.silence
        if said in self._classes:
            return self._classes[said]
        words = said.split()
        if len(words) != 1 or not self._lexicon.knows(words):
            return None
        ways = _ways_to_say(said, self._lexicon)
        return None if any(way in self._spoken or len(way) < 2 for way in ways) else self.filler

    def loss(self, scores: Tensor, shares: Tensor, lengths: Tensor, classes: Tensor) -> Tensor:
        """Mean cross-entropy of the spoken classes.

        `scores`, log probabilities: (spans, frames, outputs); `shares` of the outputs in training:
        (outputs,); `lengths`, frames: (spans,); `classes` that were spoken: (spans,).
        """
        likelihoods = scores - self._scales.prior * shares.log()
        found = self._scales.acoustic * self.scores(likelihoods, lengths)
        return functional.cross_entropy(found, classes)

    def scores(self, likelihoods: Tensor, lengths: Tensor) -> Tensor:
        """Score of each class for each span, log likelihoods: (spans, classes).

        `likelihoods`: (spans, frames, outputs); `lengths`, frames: (spans,). Sums over all
        alignments at the full scale, so the best one dominates: close to a decoder, and
        differentiable.
        """
        silent = likelihoods[..., SILENCE : SILENCE + 1]
        voiced = torch.logaddexp(likelihoods, silent - self._inner_silence)
        never = torch.full_like(silent, _NEVER)
        read = torch.cat([silent, voiced[..., SILENCE + 1 :], never], -1)
        ways = self._of_words(read, lengths)
        words = ways.new_full((len(ways), len(self._classes)), _NEVER)
        words = words.scatter_reduce(
            1, self._of_way.expand(len(ways), -1), ways, "amax", include_self=True
        )
        inside = torch.arange(likelihoods.shape[1]) < lengths[:, None]
        nothing = (silent[..., 0] * inside).sum(1)
        return torch.cat([words, self._of_filler(read, lengths)[:, None], nothing[:, None]], 1)

    def _of_words(self, read: Tensor, lengths: Tensor) -> Tensor:
        emitted = read[..., self._states]
        begins = torch.full_like(emitted[:, 0], _NEVER)
        begins[..., :2] = 0
        state = begins + emitted[:, 0]
        found = torch.full_like(emitted[:, 0, :, 0], _NEVER)
        last = self._last.expand(len(read), -1, -1)
        for frame in range(1, read.shape[1] + 1):
            ends = torch.logaddexp(state.gather(2, last)[..., 0], state.gather(2, last + 1)[..., 0])
            found = torch.where((lengths == frame)[:, None], ends, found)
            if frame < read.shape[1]:
                before = functional.pad(state[..., :-1], (1, 0), value=_NEVER)
                state = torch.logaddexp(state, before) + emitted[:, frame]
        return found

    def _of_filler(self, read: Tensor, lengths: Tensor) -> Tensor:
        """The filler: two or more phones in any order, each with its cost."""
        silent, phones = read[..., SILENCE], read[..., SILENCE + 1 : _SKIPPED]
        leading = silent[:, 0]
        firsts = phones[:, 0] - self._phone_cost
        others = torch.full_like(firsts, _NEVER)
        trailing = torch.full_like(leading, _NEVER)
        found = torch.full_like(leading, _NEVER)
        for frame in range(1, read.shape[1] + 1):
            ends = torch.logaddexp(others.logsumexp(1), trailing)
            found = torch.where(lengths == frame, ends, found)
            if frame < read.shape[1]:
                entered = torch.cat([firsts, others], 1).logsumexp(1) - self._phone_cost
                trailing = torch.logaddexp(trailing, others.logsumexp(1)) + silent[:, frame]
                others = torch.logaddexp(others, entered[:, None]) + phones[:, frame]
                begun = (leading - self._phone_cost)[:, None]
                firsts = torch.logaddexp(firsts, begun) + phones[:, frame]
                leading = leading + silent[:, frame]
        return found


def _ways_to_say(text: str, lexicon: Lexicon) -> list[tuple[int, ...]]:
    ways: list[tuple[int, ...]] = [()]
    for word in text.split():
        spoken = [outputs_of(phones) for phones in lexicon.pronunciations(word)]
        ways = [(*way, *phones) for way in ways for phones in spoken]
    return ways
