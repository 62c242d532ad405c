"""Kaldi's binary forms of numbers, vectors and matrices."""

import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

_STEPS_16_BIT = 65535
_LEAST_SPAN = 1e-5


def token(text: str) -> bytes:
    """A token, with the space that ends it."""
    return text.encode() + b" "


def integer(value: int) -> bytes:
    """A 32 bit integer."""
    return b"\x04" + struct.pack("<i", value)


def number(value: float) -> bytes:
    """A 32 bit float."""
    return b"\x04" + struct.pack("<f", value)


def boolean(value: bool) -> bytes:
    """A truth value."""
    return b"T" if value else b"F"


def integers(values: Sequence[int]) -> bytes:
    """A vector of integers."""
    return b"\x04" + struct.pack(f"<i{len(values)}i", len(values), *values)


def vector(values: ArrayLike) -> bytes:
    """A vector of 32 bit floats."""
    array = np.asarray(values, "<f4").ravel()
    return token("FV") + integer(len(array)) + array.tobytes()


def matrix(values: ArrayLike) -> bytes:
    """A matrix of 32 bit floats."""
    array = np.ascontiguousarray(values, "<f4")
    return token("FM") + integer(array.shape[0]) + integer(array.shape[1]) + array.tobytes()


def compressed_matrix(values: ArrayLike) -> bytes:
    """A matrix of 16 bit steps ("CM2"): half the size, off by at most half a step.

    Kaldi's `Matrix::Read` expands it. Its 8 bit form has one range for the whole matrix as well,
    which is too coarse for weights.
    """
    array = np.asarray(values, np.float32)
    least = float(array.min())
    span = max(float(array.max()) - least, _LEAST_SPAN)
    steps = np.clip(np.rint((array - least) / span * _STEPS_16_BIT), 0, _STEPS_16_BIT)
    header = struct.pack("<ffii", least, span, *array.shape)
    return token("CM2") + header + bytes(steps.astype("<u2").tobytes())
