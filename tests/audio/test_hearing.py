"""The chain of hearing, with a recognizer that follows a script."""

from dataclasses import dataclass, field

import numpy as np

from voicecoach.audio.clip import Samples
from voicecoach.audio.hearing import Hearing
from voicecoach.core.events import Heard

BLOCK_MS = 20
WORD_MS = 400


@dataclass
class LoudnessRecognizer:
    """Understands a word by how loud it is; knows it at once when concluded, else 200 ms later."""

    words: dict[float, str]
    heard: list[float] = field(default_factory=list)

    def accept(self, block: Samples) -> tuple[str, bool]:
        self.heard.append(round(float(np.max(np.abs(block))), 2))
        return self._text(len(self.heard) - 10), False

    def conclude(self) -> str:
        return self._text(len(self.heard))

    def _text(self, until: int) -> str:
        seen = [self.words.get(level, "[unk]") for level in self.heard[: max(until, 0)] if level]
        return " ".join(dict.fromkeys(seen))


def scripted(words: dict[float, str]) -> Hearing:
    return Hearing(
        lambda wordings: LoudnessRecognizer(
            {level: word for level, word in words.items() if word in wordings}
        ),
        decoys={"paws"},
    )


def signal(duration_ms: int, *words: tuple[int, float]) -> Samples:
    samples = np.zeros(duration_ms * 16, np.float32)
    for at_ms, level in words:
        pulses = np.tile(np.repeat(np.array([level, -level], np.float32), 20), WORD_MS * 16 // 40)
        samples[at_ms * 16 : (at_ms + WORD_MS) * 16] = pulses
    return samples


def feed(hearing: Hearing, samples: Samples, at_ms: int = 0) -> list[tuple[int, Heard]]:
    """What was told, and at what time of the signal."""
    told = []
    for first_ms in range(0, len(samples) // 16, BLOCK_MS):
        block = samples[first_ms * 16 : (first_ms + BLOCK_MS) * 16]
        for heard in hearing.process(block, at_ms + first_ms):
            told.append((at_ms + first_ms + BLOCK_MS, heard))
    return told


def words_of(told: list[tuple[int, Heard]]) -> list[str]:
    return [heard.words for _, heard in told]


def test_a_word_is_told_soon_after_its_end_with_its_times() -> None:
    hearing = scripted({0.5: "next"})
    hearing.listen_for(("next",), ())
    ((told_ms, heard),) = feed(hearing, signal(3000, (1000, 0.5)))
    assert abs(heard.began_ms - 1000) <= 20
    assert abs(heard.ended_ms - 1400) <= 20
    assert told_ms <= 1600


def test_a_stop_word_is_told_before_its_end() -> None:
    hearing = scripted({0.5: "stop"})
    hearing.listen_for(("stop",), {"stop"})
    ((told_ms, _),) = feed(hearing, signal(3000, (1000, 0.5)))
    assert told_ms < 1400


def test_words_one_after_the_other_are_each_told_once() -> None:
    hearing = scripted({0.5: "pause", 0.25: "resume"})
    hearing.listen_for(("pause", "resume"), {"pause"})
    told = feed(hearing, signal(5000, (1000, 0.5), (2000, 0.25), (3000, 0.5)))
    assert words_of(told) == ["pause", "resume", "pause"]


def test_decoys_are_heard_and_not_told() -> None:
    hearing = scripted({0.5: "paws"})
    hearing.listen_for(("pause", "paws"), {"paws"})
    assert feed(hearing, signal(3000, (1000, 0.5))) == []


def test_nothing_is_told_before_there_is_something_to_listen_for() -> None:
    assert feed(scripted({0.5: "next"}), signal(3000, (1000, 0.5))) == []


def test_a_word_that_began_before_the_wordings_changed_is_judged_by_the_new_ones() -> None:
    hearing = scripted({0.5: "down"})
    hearing.listen_for(("ready",), ())
    sound = signal(3000, (1000, 0.5))
    assert feed(hearing, sound[: 1300 * 16]) == []
    hearing.listen_for(("down",), ())
    ((_, heard),) = feed(hearing, sound[1300 * 16 :], at_ms=1300)
    assert abs(heard.began_ms - 1000) <= 20


def test_a_word_that_was_told_is_not_judged_by_new_wordings() -> None:
    hearing = scripted({0.5: "stop"})
    hearing.listen_for(("stop",), {"stop"})
    sound = signal(3000, (1000, 0.5))
    assert words_of(feed(hearing, sound[: 1440 * 16])) == ["stop"]
    assert hearing.listen_for(("stop", "yes", "no"), {"stop"}) == []
    assert feed(hearing, sound[1440 * 16 :], at_ms=1440) == []


def test_sound_from_before_a_gap_is_forgotten() -> None:
    hearing = scripted({0.5: "next"})
    hearing.listen_for(("next",), ())
    assert feed(hearing, signal(2000, (1000, 0.5))[: 1300 * 16]) == []
    assert feed(hearing, signal(2000), at_ms=60_000) == []
    ((_, heard),) = feed(hearing, signal(3000, (1000, 0.5)), at_ms=90_000)
    assert abs(heard.began_ms - 91_000) <= 20


def test_a_session_clock_that_starts_late_makes_no_difference() -> None:
    hearing = scripted({0.5: "next"})
    hearing.listen_for(("next",), ())
    assert words_of(feed(hearing, signal(2000, (40, 0.5)), at_ms=5_000_000)) == ["next"]
