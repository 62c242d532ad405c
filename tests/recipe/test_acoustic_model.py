"""libvosk computes with the files that are written what PyTorch computes."""

import json
from collections.abc import Callable
from pathlib import Path

import click
import numpy as np
import pytest
import vosk
from numpy.typing import NDArray

from scripts.model.graph.decoding_graph import GraphCosts, write_graph
from scripts.model.graph.filler import FillerCosts, phone_bigram
from scripts.model.graph.lexicon import Lexicon
from scripts.model.graph.phones import SILENCE
from scripts.model.kaldi.reading import read_components, read_priors
from voicecoach.devices.native_messages import native_messages_silenced

pytestmark = pytest.mark.recipe

BUNDLED = Path(__file__).parents[2] / "models" / "en-commands"
SILENCE_BIAS = 5.0
"""Makes silence the likeliest everywhere, so that the best path is known beforehand."""
NEVER = 200.0
"""The filler costs too much to be used, and no word is in the grammar."""

Sound = NDArray[np.int16]
Score = Callable[[Sound], float]


def noise(seconds: float, seed: int) -> Sound:
    """It comes and goes."""
    times = np.arange(int(seconds * 16_000))
    hiss = np.random.default_rng(seed).standard_normal(len(times))
    return np.asarray(hiss * 2000 * np.sin(times / 4000) ** 2, np.int16)


@pytest.fixture(scope="module")
def scorers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Score, Score]:
    """The log likelihood of silence all along: of libvosk, and of PyTorch."""
    torch = pytest.importorskip("torch", reason="scripts/model/check runs it where torch is")
    from scripts.model.export import Scales, write_conf
    from scripts.model.kaldi.acoustic_model import write_acoustic_model
    from scripts.model.stages import body
    from scripts.model.training.features import mfcc
    from scripts.model.training.network import Network, with_context

    torch.manual_seed(0)
    network = Network(body()).eval()
    with torch.no_grad():
        network.output.weight.normal_(0, 0.3)
        network.output.bias[SILENCE] = SILENCE_BIAS
        # The normalizations are trained, too.
        network.first_norm.shift.add_(0.1)
        network.final_norm.scale.mul_(1.1)
    directory = tmp_path_factory.mktemp("model")
    write_acoustic_model(network, None, directory / "am" / "final.mdl")
    write_graph(
        directory / "graph",
        ["no"],
        ["no"],
        lexicon=Lexicon({"no": ["N OW"]}),
        costs=GraphCosts(FillerCosts(phone=NEVER, order=0)),
        bigram=phone_bigram([]),
    )
    write_conf(directory, Scales(acoustic=1.0), dither="0")

    def by_vosk(sound: Sound) -> float:
        with native_messages_silenced():
            recognizer = vosk.KaldiRecognizer(vosk.Model(str(directory)), 16_000, '["[unk]"]')
            recognizer.SetMaxAlternatives(1)
            for begin in range(0, len(sound), 1600):
                recognizer.AcceptWaveform(sound[begin : begin + 1600].tobytes())
            heard = json.loads(recognizer.FinalResult())["alternatives"][0]
        assert heard["text"] == ""
        return float(heard["confidence"])

    def by_torch(sound: Sound) -> float:
        features = with_context(mfcc(sound.astype(np.float32)), network.context)
        with torch.no_grad():
            return float(network(torch.from_numpy(features)[None])[0, :, SILENCE].sum())

    return by_vosk, by_torch


def test_scores_are_those_of_pytorch(scorers: tuple[Score, Score]) -> None:
    by_vosk, by_torch = scorers
    short, long = noise(1.5, seed=1), noise(2.5, seed=2)
    # The difference is free of what the grammar takes for the end.
    assert by_vosk(long) - by_vosk(short) == pytest.approx(
        by_torch(long) - by_torch(short), abs=0.2
    )
    assert by_vosk(long) == pytest.approx(by_torch(long), abs=2)


def test_training_can_go_on_from_the_bundled_model(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="scripts/model/check runs it where torch is")
    from scripts.model.export import Scales
    from scripts.model.kaldi.acoustic_model import write_acoustic_model
    from scripts.model.plan import QUICK
    from scripts.model.stages import Build, body, start_from
    from scripts.model.training.network import Network
    from scripts.model.training.trainer import load_network

    build = Build(tmp_path, QUICK, seed=1)
    start_from(build, BUNDLED)
    network = Network(body())
    shares = load_network(network, build.network(0))
    assert shares.sum() == pytest.approx(1)
    priors = shares ** Scales().prior
    path = tmp_path / "final.mdl"
    write_acoustic_model(network, (priors / priors.sum()).astype(np.float32), path)
    assert np.allclose(read_priors(path), read_priors(BUNDLED / "am" / "final.mdl"), rtol=1e-4)
    original = read_components(BUNDLED / "am" / "final.mdl")
    for name, component in read_components(path).items():
        for kind, values in component.arrays.items():
            expected = original[name].arrays[kind]
            largest = np.abs(expected).max(initial=1e-9)
            assert np.allclose(values, expected, atol=1e-4 * largest), (name, kind)
    assert torch.isfinite(network.output.weight).all()


def test_the_bundled_model_has_the_settings_that_the_recipe_writes(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="scripts/model/check runs it where torch is")
    from scripts.model.export import Scales, write_conf

    write_conf(tmp_path, Scales())
    for name in ("mfcc.conf", "model.conf"):
        written = (tmp_path / "conf" / name).read_text(encoding="utf-8")
        assert (BUNDLED / "conf" / name).read_text(encoding="utf-8") == written


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="scripts/model/check runs it where torch is")
    from scripts.model.plan import QUICK
    from scripts.model.stages import Build, start_from

    with pytest.raises(click.ClickException, match=r"final\.mdl is not an acoustic model"):
        start_from(Build(tmp_path, QUICK, seed=1), tmp_path)


def test_a_plan_without_a_bootstrap_asks_for_a_finished_model(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="scripts/model/check runs it where torch is")
    from scripts.model.plan import FURTHER
    from scripts.model.stages import Build, bootstrap

    with pytest.raises(click.ClickException, match="--from"):
        bootstrap(Build(tmp_path, FURTHER, seed=1))
