"""The whole chain: the coach is not recognized, the user over it is."""

import numpy as np

from tests.hearing.synthetic_room import RATE_HZ, echo_of, hiss, seconds, talk
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import NO_GRAMMAR, Grammar
from voicecoach.core.events import Heard
from voicecoach.hearing.chain import HearingChain
from voicecoach.hearing.decision import Hypothesis
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.sound.clip import Samples

BLOCK = 320


class LoudRecognizer:
    """Takes a quarter of a second of sound for a word."""

    def __init__(self, wordings: tuple[str, ...]) -> None:
        self._word = wordings[0]
        self._loud_blocks = 0

    def accept(self, block: Samples) -> str:
        for first in range(0, len(block), 160):
            self._loud_blocks += bool(np.max(np.abs(block[first : first + 160])) > 0.01)
        return self._word if self._loud_blocks > 25 else ""

    def accept_whole(self, sound: Samples) -> str:
        return self.accept(sound)

    def accept_to_end(self, block: Samples) -> list[Hypothesis]:
        """Return nothing: this recognizer finds no endpoints itself."""
        return []

    def conclude(self) -> list[Hypothesis]:
        return [Hypothesis(self._word if self._loud_blocks > 25 else "[unk]", 0)]


STOP = Grammar({"stop": Intent.STOP}, at_once=frozenset({"stop"}))


def chain() -> HearingChain:
    made = HearingChain(CommandSpotter(LoudRecognizer))
    made.listen_for(STOP)
    return made


def run(
    made: HearingChain, microphone: Samples, reference: Samples, at_ms: float = 0
) -> tuple[list[Heard], float]:
    """Decided commands, and the share of the time in which the coach should be quiet."""
    heard: list[Heard] = []
    quiet = []
    for first in range(0, len(microphone), BLOCK):
        stop = first + BLOCK
        block_ms = at_ms + first * 1000 / RATE_HZ
        heard += made.process(microphone[first:stop], reference[first:stop], block_ms)
        quiet.append(made.wants_quiet)
    return heard, float(np.mean(quiet))


def test_the_coach_alone_is_not_heard_once_its_echo_is_known() -> None:
    coach = talk(10)
    made = chain()
    microphone = echo_of(coach) + hiss(10)
    run(made, seconds(microphone, 0, 3), seconds(coach, 0, 3))
    made.listen_for(NO_GRAMMAR)
    made.listen_for(STOP)
    rest = [seconds(part, 3, 10) for part in (microphone, coach)]
    heard = []
    quiet = []
    for first in range(0, len(rest[0]), BLOCK):
        at_ms = 3000 + first * 1000 / RATE_HZ
        heard += made.process(rest[0][first : first + BLOCK], rest[1][first : first + BLOCK], at_ms)
        quiet.append(made.wants_quiet)
    assert heard == []
    assert np.mean(quiet) < 0.02


def test_a_word_over_the_coach_is_heard_when_it_is_said() -> None:
    coach = talk(8)
    microphone = echo_of(coach) + hiss(8)
    microphone[6 * RATE_HZ : 6 * RATE_HZ + 8000] += seconds(talk(8, seed=4, level_db=-20), 1, 1.5)
    heard, _ = run(chain(), microphone, coach)
    assert heard
    assert 5850 < heard[-1].began_ms < 6300


def test_the_coach_is_asked_to_be_quiet_while_somebody_speaks() -> None:
    silence = np.zeros(4 * RATE_HZ, np.float32)
    microphone = hiss(4)
    microphone[2 * RATE_HZ : 2 * RATE_HZ + 8000] += seconds(talk(8, seed=4, level_db=-20), 1, 1.5)
    _, share = run(chain(), microphone, silence)
    assert 0.08 < share < 0.3


def test_blocks_of_any_length_lose_no_samples() -> None:
    made = chain()
    microphone = hiss(4)
    microphone[2 * RATE_HZ : 2 * RATE_HZ + 8000] += seconds(talk(8, seed=4, level_db=-20), 1, 1.5)
    heard: list[Heard] = []
    for first in range(0, len(microphone), 333):
        block = microphone[first : first + 333]
        heard += made.process(block, np.zeros_like(block), first * 1000 / RATE_HZ)
    assert [word.words for word in heard] == ["stop"]
    assert 1850 < heard[0].began_ms < 2300
