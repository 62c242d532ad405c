"""Kokoro, a speech synthesizer with many voices, which scripts/lab/fetch_kokoro fetches."""

import json
import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime

from voicecoach.sound.clip import Clip, Samples

FOLDER = Path(os.environ.get("VOICECOACH_KOKORO", "kokoro"))
"""Folder of the model and its voices."""
RATE_HZ = 24_000
_LONGEST_TOKENS = 508
_STYLE = 256
"""Length of the vector of a voice, of which there is one for each number of tokens."""

Mixture = Mapping[str, float]
"""Shares of voices by name, which add up to 1: the voice of a person who does not exist."""


def is_here() -> bool:
    """True if the model has been fetched."""
    return (FOLDER / "model.onnx").is_file()


def voice_names() -> tuple[str, ...]:
    """Names of all voices; the first letter is that of the language, "a" and "b" are English."""
    return tuple(sorted(path.stem for path in (FOLDER / "voices").glob("*.bin")))


def say(
    text: str, voice: str | Mixture, *, speed: float = 1.0, british: bool | None = None
) -> Clip:
    """The sound of a text, with the silence that the model puts around it.

    `speed` is relative to the usual one; `british` chooses the pronunciation, None: the voice's.
    """
    shares = {voice: 1.0} if isinstance(voice, str) else voice
    if british is None:
        british = next(iter(shares)).startswith("b")
    table: dict[str, int] = _vocabulary()
    phones = _phonemes(text, british=british)
    tokens = [table[each] for each in phones if each in table][:_LONGEST_TOKENS]
    style = sum(share * _style(name)[len(tokens)] for name, share in shares.items())
    given = {
        "tokens": np.array([[0, *tokens, 0]], np.int64),
        "speed": np.array([speed], np.float32),
        "style": np.asarray(style, np.float32).reshape(1, _STYLE),
    }
    sound = np.asarray(_session().run(None, given)[0], np.float32)
    return Clip(sound.ravel(), RATE_HZ)


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    providers = ["CPUExecutionProvider"]
    return onnxruntime.InferenceSession(str(FOLDER / "model.onnx"), options, providers)


@cache
def _vocabulary() -> dict[str, int]:
    found: dict[str, int] = json.loads((FOLDER / "vocab.json").read_text("utf-8"))["vocab"]
    return found


@cache
def _style(voice: str) -> Samples:
    """A row for each number of tokens."""
    values = np.fromfile(FOLDER / "voices" / f"{voice}.bin", np.float32)
    return values.reshape(-1, _STYLE)


def _phonemes(text: str, *, british: bool) -> str:
    return re.sub(r"\s+", " ", _spelling(british)(text)).strip()


@cache
def _spelling(british: bool) -> Callable[[str], str]:
    from hibari.g2p import G2P

    phonemes: Callable[[str], str] = G2P(british=british)
    return phonemes
