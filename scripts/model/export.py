"""Writes a model directory that libvosk loads, except for its graph."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scripts.model.kaldi.acoustic_model import write_acoustic_model
from scripts.model.training.features import SETTINGS
from scripts.model.training.frames import SUBSAMPLING
from scripts.model.training.network import Network

_CHUNK_FRAMES = "12"
"""With 6, as many commands are correct, and they are decided no sooner, since most are concluded
when the level falls; and it takes half as much time again."""
_DETERMINIZE_AFTER_OUTPUTS = "300"
"""Outputs, 9 s, for which libvosk (0.3.45) lets a lattice grow before it determinizes the part that
will hardly change. By default that are 60, and with a large grammar it then stood still for ten
seconds in the middle of a sentence that the grammar lacks."""


@dataclass(frozen=True, slots=True)
class Scales:
    """Weights of scores."""

    acoustic: float = 0.1
    """Weight of log likelihoods, which treat frames as independent and so are overconfident. With
    0.3, neither correct nor wrong results have a rival within the lattice; with this value they do,
    and the margin tells correct from wrong."""
    prior: float = 0.8
    """Exponent of the priors, by which phones that were frequent in training are scaled down."""


def write_acoustics(
    network: Network, shares: NDArray[np.float64], scales: Scales, directory: Path
) -> None:
    """Write `am/final.mdl` and `conf/`; `shares`: of the outputs in training."""
    priors = shares**scales.prior
    write_acoustic_model(
        network, (priors / priors.sum()).astype(np.float32), directory / "am" / "final.mdl"
    )
    write_conf(directory, scales)


def write_conf(directory: Path, scales: Scales, **features: str) -> None:
    """Write `conf/`; `features` replaces settings of the features."""
    folder = directory / "conf"
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "mfcc.conf", SETTINGS | features)
    settings = {
        "min-active": "200",
        "max-active": "3000",
        "beam": "6.0",
        "lattice-beam": "4.5",
        "acoustic-scale": f"{scales.acoustic:g}",
        "frame-subsampling-factor": str(SUBSAMPLING),
        "frames-per-chunk": _CHUNK_FRAMES,
        "determinize-max-delay": _DETERMINIZE_AFTER_OUTPUTS,
        "endpoint.silence-phones": "1",
        "endpoint.rule2.min-trailing-silence": "0.5",
        "endpoint.rule3.min-trailing-silence": "0.8",
        "endpoint.rule4.min-trailing-silence": "1.2",
    }
    _write(folder / "model.conf", settings)


def _write(path: Path, settings: dict[str, str]) -> None:
    lines = (f"--{name}={value}\n" for name, value in settings.items())
    path.write_text("".join(lines), encoding="utf-8")
