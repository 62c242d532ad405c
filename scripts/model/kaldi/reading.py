"""Reads the parameters of a Kaldi nnet3 acoustic model (`am/final.mdl`, binary)."""

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
_T = TypeVar("_T")

_COMPONENT = re.compile(rb"<ComponentName> (\S+) <(\w+)> ")


@dataclass(frozen=True, slots=True)
class Component:
    """One layer of the network as it was stored."""

    kind: str
    """Kaldi's name of its type: "TdnnComponent"..."""
    arrays: dict[str, Array] = field(default_factory=dict)
    """By Kaldi's token: "LinearParams", "BiasParams", "Params", "StatsMean", "StatsVar"."""
    time_offsets: tuple[int, ...] = ()
    """Of a TdnnComponent, in frames."""
    epsilon: float = 0.0
    """Of a BatchNormComponent."""


class FormatError(ValueError):
    """A file is not what Kaldi writes."""


def read_components(path: Path) -> dict[str, Component]:
    """All components by name. Raises FormatError.

    It looks for the tokens that carry parameters and passes over the rest, which differs between
    versions of Kaldi.
    """
    content = path.read_bytes()
    starts = list(_COMPONENT.finditer(content))
    if not content.startswith(b"\0B") or not starts:
        raise FormatError(f"{path} is not a binary nnet3 model.")
    ends = [*(start.start() for start in starts[1:]), len(content)]
    return {
        start[1].decode(): _component(start[2].decode(), content[start.end() : end])
        for start, end in zip(starts, ends, strict=True)
    }


def read_priors(path: Path) -> Array:
    """Priors of the outputs: (outputs,), empty if the model has none. Raises FormatError."""
    found = _after(path.read_bytes(), "Priors", read_array)
    if found is None:
        raise FormatError(f"{path} is not an acoustic model.")
    return found


def _component(kind: str, content: bytes) -> Component:
    arrays = {
        token: array
        for token in ("LinearParams", "BiasParams", "Params", "StatsMean", "StatsVar")
        if (array := _after(content, token, read_array)) is not None
    }
    offsets = _after(content, "TimeOffsets", _integers)
    return Component(kind, arrays, offsets or (), _after(content, "Epsilon", _number) or 0.0)


def _after(content: bytes, token: str, read: Callable[[bytes, int], _T]) -> _T | None:
    marker = f"<{token}> ".encode()
    at = content.find(marker)
    return None if at < 0 else read(content, at + len(marker))


def _number(content: bytes, at: int) -> float:
    """A float or double, preceded by its size."""
    return float(struct.unpack_from("<f" if content[at] == 4 else "<d", content, at + 1)[0])


def _integers(content: bytes, at: int) -> tuple[int, ...]:
    (count,) = struct.unpack_from("<i", content, at + 1)
    return struct.unpack_from(f"<{count}i", content, at + 5)


def read_array(content: bytes, at: int = 0) -> Array:
    """A vector or matrix, plain or compressed, that begins at a byte. Raises FormatError.

    "CM2" and "CM3" hold 16 and 8 bit steps between the least and the greatest value.
    """
    end = content.index(b" ", at)
    kind, at = content[at:end].decode(), end + 1
    match kind:
        case "FV" | "DV":
            (length,) = struct.unpack_from("<i", content, at + 1)
            found = np.frombuffer(content, _STORED[kind[0]], length, at + 5)
        case "FM" | "DM":
            rows, columns = (struct.unpack_from("<i", content, at + skip)[0] for skip in (1, 6))
            found = np.frombuffer(content, _STORED[kind[0]], rows * columns, at + 10)
            found = found.reshape(rows, columns)
        case "CM2" | "CM3":
            least, span, rows, columns = struct.unpack_from("<ffii", content, at)
            steps = np.frombuffer(content, _STORED[kind], rows * columns, at + 16)
            found = least + span / np.iinfo(steps.dtype).max * steps.reshape(rows, columns)
        case _:
            raise FormatError(f"an array of the unknown kind {kind!r}")
    return found.astype(np.float32)


_STORED = {"F": "<f4", "D": "<f8", "CM2": "<u2", "CM3": "u1"}
