"""Kokoro's voices, and mixtures of them, as an engine of the recipe (Apache-2.0).

Half of the utterances are said by one of its voices, the others by a mixture of two or three of
them, so that training hears more speakers than there are voices.
"""

import multiprocessing
import random
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from scripts.lab import kokoro
from scripts.model.speech.corpus import Pcm, Spoken
from scripts.model.speech.recordings import as_pcm

FOR_CHOOSING = (
    "af_bella", "am_adam", "bf_isabella", "bm_lewis", "ef_dora", "hm_omega", "if_sara",
    "zm_yunjian",
)  # fmt: skip
FOR_MEASURING = (
    "af_heart", "am_michael", "bf_emma", "bm_george", "ff_siwis", "hf_beta", "im_nicola", "jm_kumo",
    "pm_alex", "zf_xiaoxiao",
)  # fmt: skip
"""Neither these voices of the benchmarks (scripts/benchmarks/voices.toml) nor mixtures with them
train the model."""
_RARELY = "fjz"
"""Languages whose voices are heard right least often, said half as often: French, Japanese and
Mandarin (53 to 62 % of single commands, other languages 64 to 91, by Whisper tiny.en)."""
_SPEEDS = (0.8, 1.25)
_ENDINGS = (".",) * 5 + ("!",) * 2 + ("?",) * 2 + ("",) * 2
_QUESTIONS = ("how", "what", "why", "which", "when")
_BATCH = 256
"""Utterances that are handed to the processes at once."""


class Utterance(NamedTuple):
    """A text to say, and the way to say it."""

    text: str
    voice: kokoro.Mixture
    speed: float
    british: bool


def say_all(texts: Iterator[str], chance: random.Random) -> Iterator[tuple[Spoken, Pcm]]:
    """Speech of these texts, in their order; one process for each core."""
    voices = for_training(kokoro.voice_names())
    wanted = (utterance(text, voices, chance) for text in texts)
    with multiprocessing.get_context("spawn").Pool() as pool:
        while batch := list(islice(wanted, _BATCH)):
            yield from pool.imap(_said, batch)


def for_training(names: Iterable[str]) -> list[str]:
    """The voices of these that may train."""
    return [name for name in names if name not in FOR_CHOOSING + FOR_MEASURING]


def utterance(text: str, voices: list[str], chance: random.Random) -> Utterance:
    """An utterance of a text by one of these voices, or a mixture of two or three of them."""
    weights = [0.5 if name[0] in _RARELY else 1.0 for name in voices]
    count = chance.choice((1, 1, 1, 2, 2, 3))
    names = list(dict.fromkeys(chance.choices(voices, weights, k=count)))
    parts = [chance.uniform(0.25, 0.75) for _ in names]
    mixture = {name: part / sum(parts) for name, part in zip(names, parts, strict=True)}
    asks = text.startswith(_QUESTIONS) and chance.random() < 0.7
    british = chance.random() < 0.5 if names[0][0] not in "ab" else names[0][0] == "b"
    ending = "?" if asks else chance.choice(_ENDINGS)
    said = f"{text[0].upper()}{text[1:]}{ending}"
    return Utterance(said, mixture, chance.uniform(*_SPEEDS), british)


def _said(wanted: Utterance) -> tuple[Spoken, Pcm]:
    clip = kokoro.say(wanted.text, wanted.voice, speed=wanted.speed, british=wanted.british)
    words = " ".join(re.findall(r"[a-z']+", wanted.text.lower()))
    speaker = "+".join(f"{share:.2f}*{name}" for name, share in wanted.voice.items())
    return Spoken(words, f"kokoro-{speaker}", "kokoro"), as_pcm(clip.samples, clip.rate_hz)
