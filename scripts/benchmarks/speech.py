"""Speaks every sentence of the bundled content, checks its sound, and hears it back with Whisper.

The checks need nothing but the voice. To hear back, make an environment of its own with
`scripts/lab/listening.txt`, and name its Python:

    scripts/bench speech --listener PYTHON

It takes an hour. Results are kept: an interrupted run goes on where it was, and after a change only
those sentences are spoken again that sound different. `heard_differently.toml` explains
what Whisper hears wrong; what it does not explain is told, and must be mended or explained.
"""

import re
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory

import numpy as np
from platformdirs import user_cache_path

from scripts.benchmarks.figures import Figure, figure, report
from scripts.lab.clip_checks import Checked, check
from scripts.lab.explanations import explained, read_explanations
from scripts.lab.kept_hearings import Hearing, KeptHearings
from scripts.lab.listening import Listening
from scripts.lab.spoken import sentences_of_routine, spoken_sentences
from scripts.lab.strict_voice import strict_synthesizer
from scripts.lab.word_errors import compared
from voicecoach.content.loader import load_language
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.settings_file import DEFAULT_WORDS_PER_MINUTE
from voicecoach.sound.clip import Samples
from voicecoach.sound.resampler import with_rate
from voicecoach.voice.choice import NATURAL, is_natural
from voicecoach.voice.clip_cache import FORMAT_VERSION
from voicecoach.voice.clip_source import Synthesizer
from voicecoach.voice.normalization import normalized
from voicecoach.voice.spelling import Spelling, spelling

_KEPT = user_cache_path("voicecoach-benchmarks") / "speech"
EXPLANATIONS = Path(__file__).with_name("heard_differently.toml")
_BATCH = 100
"""Sentences that are heard, and kept, at a time."""


@dataclass(frozen=True, slots=True)
class _Speaker:
    """The voice with its lexicon."""

    synthesizer: Synthesizer
    spelled: Spelling

    def key(self, text: str) -> str:
        """All that changes how a sentence sounds, and so what is heard."""
        return f"{FORMAT_VERSION} {self.synthesizer.identity}: {self.spelled(text)}"

    def spoken(self, text: str) -> tuple[Checked, Samples]:
        """A sentence as it is played, with its checks: (frames,) float32 mono at RATE_HZ."""
        raw = self.synthesizer.render(self.spelled(text))
        clip = normalized(raw)
        checked = check(text, raw, clip, DEFAULT_WORDS_PER_MINUTE)
        return checked, with_rate(clip, RATE_HZ).samples


def _unlike(texts: Sequence[str]) -> list[str]:
    """One sentence of those that differ in numbers alone, but every number said by itself."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(text if text.isdecimal() else re.sub(r"\d+", "0", text), text)
    return list(found.values())


def _hearings(
    texts: Sequence[str], voice: str, listener: str | None, *, only_kept: bool
) -> Mapping[str, Hearing]:
    """Results of these sentences, by their texts, from this run or an earlier one."""
    synthesizer = strict_synthesizer(voice)
    lexicon = spelling(load_language().pronunciations, reads_sounds=is_natural(voice))
    kept = KeptHearings(_KEPT / f"{voice}.jsonl")
    with closing(synthesizer):
        speaker = _Speaker(synthesizer, lexicon)
        keys = {text: speaker.key(text) for text in texts}
        wanted = () if only_kept else texts
        missing = [text for text in wanted if _is_missing(kept.get(keys[text]), listener)]
        # Of everything some, so that what an interrupted run has heard is a fair sample.
        Random(0).shuffle(missing)
        for begin in range(0, len(missing), _BATCH):
            batch = missing[begin : begin + _BATCH]
            results = zip(batch, _heard(speaker, batch, listener), strict=True)
            kept.keep((keys[text], one) for text, one in results)
            print(f"{begin + len(batch)} of {len(missing)} sentences spoken", flush=True)
    found = {text: kept.get(key) for text, key in keys.items()}
    return {text: one for text, one in found.items() if one is not None}


def _is_missing(kept: Hearing | None, listener: str | None) -> bool:
    return kept is None or (listener is not None and kept.heard is None)


def _heard(speaker: _Speaker, texts: Sequence[str], listener: str | None) -> Iterator[Hearing]:
    """These sentences spoken, checked, and heard back if there is a listener."""
    spoken = [speaker.spoken(text) for text in texts]
    if listener is None:
        yield from (Hearing(checked, None) for checked, _ in spoken)
        return
    with TemporaryDirectory() as folder:
        back = Listening(listener, Path(folder)).heard_back(texts, [sound for _, sound in spoken])
    for (checked, _), one in zip(spoken, back, strict=True):
        yield Hearing(checked, one.heard)


def _heard_figures(heard: Mapping[str, str], worst: int) -> list[Figure]:
    """Print what was heard wrong by its reason, all that has none, and the worst sentences."""
    found = explained(heard.items(), read_explanations(EXPLANATIONS))
    for why, count in found.kinds.items():
        print(f"{count:5}  {why}")
    for said, back, differences in found.unexplained:
        told = ", ".join(f"{one.said} > {one.heard}" for one in differences)
        print(f"unexplained: {told}\n    said:  {said}\n    heard: {back}")
    by_text = {text: compared([text], back)[0] for text, back in heard.items()}
    for text, one in sorted(by_text.items(), key=lambda each: -each[1].errors)[:worst]:
        print(f"{one.errors} of {one.words} words wrong\n    said:  {text}\n    heard: {one.heard}")
    results = list(by_text.values())
    wrong = 100 * sum(one.errors for one in results) / sum(one.words for one in results)
    return [
        figure("words heard wrong", "%", [wrong]),
        figure("sentences heard wrong", "%", [100 * mean(bool(one.errors) for one in results)]),
        figure("sentences with an unexplained difference", "", [float(len(found.unexplained))]),
    ]


def _report(texts: Sequence[str], hearings: Mapping[str, Hearing], worst: int) -> None:
    checks = [one.checked for one in hearings.values()]
    for one in checks:
        if one.faults:
            print(f"{one.faults}  {one.text}")
    figures = [
        figure("loudness of a sentence", "LUFS", [one.loudness_lufs for one in checks]),
        figure("true peak", "dBTP", [20 * float(np.log10(one.true_peak)) for one in checks]),
        figure("length by its estimate", "", [one.share for one in checks]),
        figure("with a fault", "", [float(sum(bool(one.faults) for one in checks))]),
    ]
    heard = {text: one.heard for text, one in hearings.items() if one.heard is not None}
    if heard:
        figures += _heard_figures(heard, worst)
    print(f"{len(hearings)} of {len(texts)} sentences spoken, {len(heard)} heard back")
    report("speech", figures)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--voice", default=NATURAL)
    parser.add_argument("--listener", help="Python of an environment with faster-whisper")
    parser.add_argument("--routine", help="only what sessions of this routine are sure to say")
    parser.add_argument("--every", type=int, default=1, help="take every so manieth sentence")
    parser.add_argument("--all-numbers", action="store_true", help="a sentence with each number")
    parser.add_argument(
        "--only-kept", action="store_true", help="report what is kept, speak nothing"
    )
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst")
    given = parser.parse_args()
    sentences = sentences_of_routine(given.routine) if given.routine else spoken_sentences()
    chosen = (sentences if given.all_numbers else _unlike(sentences))[:: given.every]
    results = _hearings(chosen, given.voice, given.listener, only_kept=given.only_kept)
    _report(chosen, results, given.worst)
