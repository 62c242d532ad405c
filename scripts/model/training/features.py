"""Kaldi's MFCC features, as libvosk computes them with `conf/mfcc.conf`."""

import kaldi_native_fbank
import numpy as np
from numpy.typing import NDArray

from scripts.model.speech.corpus import RATE_HZ
from scripts.model.training.frames import COEFFICIENTS

SETTINGS = {
    "use-energy": "false",
    "num-mel-bins": "40",
    "num-ceps": "40",
    "low-freq": "20",
    "high-freq": "7600",
    "allow-upsample": "true",
    "allow-downsample": "true",
}
"""The same settings for `conf/mfcc.conf`."""


def dithered(samples: NDArray[np.float32], chance: np.random.Generator) -> NDArray[np.float32]:
    """Add dither of one step, as libvosk does.

    Kaldi draws new noise for each frame; this has the same effect on features, and is much faster.
    """
    return samples + chance.standard_normal(len(samples), np.float32)


def mfcc(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Features without dither, (frames, 40), of 16 kHz samples in the range of 16-bit integers."""
    options = kaldi_native_fbank.MfccOptions()
    options.use_energy = SETTINGS["use-energy"] == "true"
    options.num_ceps = COEFFICIENTS
    options.mel_opts.num_bins = int(SETTINGS["num-mel-bins"])
    options.mel_opts.low_freq = float(SETTINGS["low-freq"])
    options.mel_opts.high_freq = float(SETTINGS["high-freq"])
    options.frame_opts.samp_freq = RATE_HZ
    options.frame_opts.dither = 0.0
    options.frame_opts.snip_edges = True
    computer = kaldi_native_fbank.OnlineMfcc(options)
    computer.accept_waveform(RATE_HZ, np.ascontiguousarray(samples, np.float32))
    computer.input_finished()
    frames = [computer.get_frame(index) for index in range(computer.num_frames_ready)]
    return np.stack(frames) if frames else np.zeros((0, COEFFICIENTS), np.float32)
