"""The recognizer's own noise, the same in every run."""

import ctypes
import sys


def seed_dither(seed: int) -> None:
    """Let Kaldi's dither, which it takes from the C library's `rand`, begin at the same place.

    libvosk 0.3.45 adds it to each sample, and a word at the edge is heard with one noise and not
    with another. It has no setting for the seed. Where that library can't be named (Windows),
    nothing is done.
    """
    if sys.platform != "win32":
        ctypes.CDLL(None).srand(ctypes.c_uint(seed))
