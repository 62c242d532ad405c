"""Finds the commands in test sentences, once: writes `cut_words.tsv`, in the recipe's environment.

python -m scripts.model.evaluation.cutting BUILD/networks/N.pt
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from scripts.model.evaluation.items import COMMANDS, Item, sentences
from scripts.model.graph.lexicon import load_lexicon
from scripts.model.speech.corpus import RATE_HZ, Corpus, Spoken
from scripts.model.stages import body
from scripts.model.training.aligner import label_corpus
from scripts.model.training.frames import OUTPUT_SHIFT
from scripts.model.training.network import Network
from scripts.model.training.trainer import load_network

_LEAST_SCORE = 0.0
_EDGE_S = 0.02


def cuts(network_path: Path) -> Iterator[tuple[Item, str, float, float]]:
    """Each command of a test sentence with its times in seconds."""
    lexicon = load_lexicon()
    network = Network(body())
    shares = load_network(network, network_path)
    spoken = [item for item in sentences("test", 1e9) if lexicon.knows(item.text.split())]
    pcm = [(item.samples * 32767).astype(np.int16) for item in spoken]
    corpus = Corpus(
        [Spoken(item.text, item.speaker, "test") for item in spoken],
        np.cumsum([0, *map(len, pcm)]),
        np.concatenate(pcm),
    )
    second = OUTPUT_SHIFT / RATE_HZ
    for index, aligned in label_corpus(network, shares, corpus, lexicon, _LEAST_SCORE):
        for word, first, end in aligned.words if aligned else ():
            if word in COMMANDS:
                yield spoken[index], word, first * second - _EDGE_S, end * second + _EDGE_S


def main() -> None:
    """Write the table beside this file."""
    table = Path(__file__).with_name("cut_words.tsv")
    rows = sorted(
        (item.path, word, item.speaker, f"{max(0.0, begin_s):.2f}", f"{end_s:.2f}")
        for item, word, begin_s, end_s in cuts(Path(sys.argv[1]))
    )
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("path", "text", "speaker", "begin_s", "end_s"))
        writer.writerows(rows)


if __name__ == "__main__":
    main()
