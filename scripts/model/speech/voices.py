"""Synthetic voices: each engine says texts with changing voices, rates and pitches."""

import io
import random
import subprocess
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import numpy as np
import soundfile

from scripts.lab import kokoro
from scripts.model.speech import kokoro_speech
from scripts.model.speech.corpus import Pcm, Spoken
from scripts.model.speech.recordings import as_pcm

Engine = Callable[[Iterator[str], random.Random], Iterator[tuple[Spoken, Pcm]]]

_ACCENTS = (
    "en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-029", "en-us-nyc", "en-gb-x-gbcwmd",
    "en-gb-x-gbclan",
)  # fmt: skip
_VARIANT_NAMES = """
m1 m2 m3 m4 m5 m6 m7 m8 f1 f2 f3 f4 Adam Alex Alicia Andrea Andy Annie Antonio Auntie Belinda
Benjamin Boris Caleb David Denis Diogo Ed Edward Gene Gustave Hugo Jacky John Lee Linda Marcelo
Marco Mario Max Michael Michel Miguel Mike Nguyen Pablo Paul Pedro Quincy Rob Robert Steph Steph2
Travis Tweaky Zac anika grandma grandpa klatt2 klatt4 norbert sandro shelby victor whisperf
"""
_VARIANTS = tuple(_VARIANT_NAMES.split())
_QUIET = 60
_BATCH = 40
_LEAD, _TAIL = 800, 1600


def engines() -> dict[str, Engine]:
    """Engines installed on this machine."""
    found: dict[str, Engine] = {"hibari": _hibari, "pico": _pico}
    if kokoro.is_here():
        found["kokoro"] = kokoro_speech.say_all
    programs = {"espeak-ng": _espeak, "flite": _flite, "festival": _festival}
    return found | {say.__name__[1:]: say for program, say in programs.items() if which(program)}


def speak(name: str, texts: Iterator[str], seed: int) -> Iterator[tuple[Spoken, Pcm]]:
    """Speech of an engine for these texts, without the silence around it."""
    for spoken, samples in engines()[name](texts, random.Random(f"{seed} {name}")):
        loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > _QUIET)
        if len(loud) < 1600:
            continue
        begin = 0 if spoken.phone_ends_s else max(0, int(loud[0]) - _LEAD)
        yield spoken, samples[begin : int(loud[-1]) + _TAIL]


def _espeak(texts: Iterator[str], chance: random.Random) -> Iterator[tuple[Spoken, Pcm]]:
    for text in texts:
        voice = f"{chance.choice(_ACCENTS)}+{chance.choice(_VARIANTS)}"
        rate, pitch = chance.randint(110, 210), chance.randint(15, 85)
        command = ["espeak-ng", "-v", voice, "-s", str(rate), "-p", str(pitch), "--stdout", text]
        done = subprocess.run(command, capture_output=True, check=True)
        samples, rate_hz = soundfile.read(io.BytesIO(done.stdout), dtype="float32")
        yield Spoken(text, voice, "espeak"), as_pcm(samples, rate_hz)


def _flite(texts: Iterator[str], chance: random.Random) -> Iterator[tuple[Spoken, Pcm]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        for text in texts:
            voice = chance.choice(("slt", "awb", "kal16"))
            stretch, pitch = chance.uniform(0.8, 1.3), chance.uniform(80, 240)
            settings = [f"duration_stretch={stretch:.2f}"]
            if voice == "kal16" or chance.random() < 0.5:
                settings.append(f"int_f0_target_mean={pitch:.0f}")
            command = ["flite", "-voice", voice, "-psdur", "-t", text, "-o", str(path)]
            command += [part for setting in settings for part in ("--setf", setting)]
            done = subprocess.run(command, capture_output=True, check=True, text=True)
            times = tuple(
                (phone, float(end_s))
                for phone, _, end_s in (part.partition(":") for part in done.stdout.split())
            )
            samples, rate_hz = soundfile.read(path, dtype="float32")
            yield Spoken(text, f"flite-{voice}", "flite", times), as_pcm(samples, rate_hz)


def _festival(texts: Iterator[str], chance: random.Random) -> Iterator[tuple[Spoken, Pcm]]:
    # It takes half a second to start, so it gets many texts at once.
    while batch := list(islice(texts, _BATCH)):
        voice = chance.choice(("cmu_us_slt_arctic_hts", "kal_diphone"))
        stretch = chance.uniform(0.8, 1.3)
        with TemporaryDirectory() as folder:
            script = Path(folder) / "say.scm"
            lines = [f"(voice_{voice})", f"(Parameter.set 'Duration_Stretch {stretch:.2f})"]
            for index, text in enumerate(batch):
                said = f'(utt.synth (Utterance Text "{text}"))'
                lines.append(f'(utt.save.wave {said} "{folder}/{index}.wav" \'riff)')
            script.write_text("\n".join(lines), encoding="utf-8")
            subprocess.run(["festival", "-b", str(script)], capture_output=True, check=False)
            for index, text in enumerate(batch):
                path = Path(folder) / f"{index}.wav"
                if path.exists():
                    samples, rate_hz = soundfile.read(path, dtype="float32")
                    yield Spoken(text, f"festival-{voice}", "festival"), as_pcm(samples, rate_hz)


def _hibari(texts: Iterator[str], chance: random.Random) -> Iterator[tuple[Spoken, Pcm]]:
    import hibari

    say = hibari.Hibari()
    for text in texts:
        samples = say(text, speed=chance.uniform(0.75, 1.35), seed=chance.randrange(2**31))
        yield Spoken(text, "hibari-heart", "hibari"), as_pcm(samples, hibari.SAMPLE_RATE)


def _pico(texts: Iterator[str], chance: random.Random) -> Iterator[tuple[Spoken, Pcm]]:
    import py_nanotts

    engine = py_nanotts.NanoTTS()
    for text in texts:
        voice = chance.choice(("en-US", "en-GB"))
        speed, pitch = chance.uniform(0.75, 1.35), chance.uniform(0.7, 1.3)
        # At full volume it clips.
        said = engine.speak(text, voice=voice, speed=speed, pitch=pitch, volume=0.5)
        yield Spoken(text, f"pico-{voice}", "pico"), np.frombuffer(said, "<i2")
