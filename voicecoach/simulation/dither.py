"""Makes the recognizer's dither the same in every run."""

import ctypes
import sys


def seed_dither(seed: int) -> None:
    """Seed Kaldi's dither, which comes from the C library's `rand`.

    libvosk 0.3.45 adds dither to each sample, and a borderline word is recognized with one dither
    but not with another. It has no setting for the seed. Does nothing on Windows, where that
    library can't be loaded by name.
    """
    if sys.platform != "win32":
        ctypes.CDLL(None).srand(ctypes.c_uint(seed))
