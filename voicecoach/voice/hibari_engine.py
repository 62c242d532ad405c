"""The natural voice, by hibari-tts, for the child process that owns it.

`child` takes `Engine` and `NoSuchVoiceError` from it. A separate process here, too: the engine
takes a third of a second to load and 130 MB, and a session should pay for neither.

The model gives the pitch apart from the rest of the sound (README of hibari-tts 0.2.1, "ONNX
interface"), so the melody can be changed before there is sound: counts are spoken evenly, and
questions rise, both of which the model alone does not do whatever the punctuation.
"""

import contextlib
import gc
import re
import wave
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

NATURAL_WORDS_PER_MINUTE = 189
"""Pace at speed 1: the rate at which espeak-ng takes as long for 60 of the coach's sentences."""
SLOWEST, FASTEST = 0.5, 2.0
"""Range of speeds that hibari-tts 0.2.1 accepts."""
OUTPUT_RATE_HZ = 24_000
FRAME_MS = 12.5
"""A frame of the model's pitch."""
SENTENCE_PAUSE_MS = 290
"""Pause between two sentences of one text, which tell of one thing: the same as between two lines
that do, with their margins. The model would make it almost a second."""

_WINDOW_MS = 5
CLEAR_DB = -40.0
"""A sound this loud, relative to the loudest part of a sentence, belongs to it..."""
FAINT_DB = -50.0
"""... and so does one this faint near to it, such as the last consonant of "half"."""
LONGEST_CLOSURE_MS = 120
"""Silence before a last T or K, and then some."""

COUNTING_HZ = 205.0
"""Pitch of counts: about that of the middle of a sentence."""
COUNTING_SHARE = 0.3
"""Share of a word's melody that is left when it is counted. Alone, "six" falls by an octave."""
CLOSING_SHARE = 0.65
"""The same for the last count, which may fall like the end of a sentence, but no octave."""
VOICED_HZ = 90.0
"""Lowest pitch of the voice; below lie the ends of voiced parts, where the model fades the pitch
out."""
UNVOICED_HZ = 40.0
"""Up to this pitch hibari-tts 0.2.1 makes no pulses (`dsp.pulses`). In silence the model often has
1 Hz: raised to the pitch of the voice, it was a hum of 200 ms, 50 dB below the word after it."""
RISE_MS = 350
"""The end of a question that rises: about a stressed syllable and one after it."""
RISE_SEMITONES = 7.0
_ASKING_WORDS = frozenset(("how", "what", "when", "where", "which", "who", "why"))
"""First words of questions that fall, as those do that offer a choice with "or"."""

_CLOSING = re.compile(r"(?:\d+|[A-Z])\.")
_WITH_SOUNDS = re.compile(r"\[([^\]]+)\]\(/[^/]*/\)")
"""A word with its sounds, as hibari-tts reads it and the lexicon writes it."""
_LETTER_A = re.compile(r"(?<=\w )A\b|^A(?=\.?$)")
"""The name of the letter, which hibari-tts 0.2.1 takes for the article."""


class NoSuchVoiceError(Exception):
    """The voice is not installed; the message lists the installed ones.

    The child process knows it by this name, in every file with an engine.
    """


def installed_voices() -> list[tuple[str, str, tuple[str, ...]]]:
    """Voices that need no download, as (id, name, languages)."""
    from hibari.voices import VOICES, voice_path

    found: list[tuple[str, str, tuple[str, ...]]] = []
    for name, about in VOICES.items():
        with contextlib.suppress(FileNotFoundError):
            voice_path(name, download_missing=False)
            title = f"{name.capitalize()} ({about['accent']}, {about['gender']})"
            found.append((name, title, (about["language"].lower(),)))
    return found


def readable(text: str) -> str:
    """The text, spelled so that the voice reads it correctly."""
    return _LETTER_A.sub("[A](/ˈA/)", text)


def is_counted(text: str) -> bool:
    """True if a text is one of a series, such as a number, a letter or "lift": no sentence."""
    return not text.endswith((".", "!", "?", "…"))


def closes(text: str) -> bool:
    """True if a text is the last of a series, which is said like the end of a sentence."""
    return _CLOSING.fullmatch(_WITH_SOUNDS.sub(r"\1", text)) is not None


def rises(sentence: str) -> bool:
    """True if a sentence is a question to be answered with yes or no."""
    words = re.findall(r"\w+", sentence.lower())
    if not sentence.endswith("?") or "or" in words:
        return False
    clause = re.split(r"[,;:]\s*", sentence.lower())[-1]
    return not _ASKING_WORDS & {words[0], *clause.split()[:1]}


def counting_tone(pitch_hz: "Floats", share: float = COUNTING_SHARE) -> "Floats":
    """The melody of a count from that of a word said alone; shape (frames,), 0 where unvoiced.

    `share` of that melody is left.
    """
    import numpy as np

    voiced = pitch_hz > VOICED_HZ
    if not voiced.any():
        return pitch_hz
    usual = np.median(pitch_hz[voiced])
    # The faded ends are lifted to where the voice still is, or they would be a fall of their own.
    is_heard = pitch_hz > UNVOICED_HZ
    heard = np.where(is_heard, np.maximum(pitch_hz, usual * 0.8), usual)
    even = COUNTING_HZ * (heard / usual) ** share
    return np.where(is_heard, even, 0).astype(np.float32)


def asking_tone(pitch_hz: "Floats") -> "Floats":
    """The melody of a question from that of a statement; shape (frames,), 0 where unvoiced."""
    import numpy as np

    voiced = np.flatnonzero(pitch_hz > VOICED_HZ)
    if not len(voiced):
        return pitch_hz
    end = int(voiced[-1])
    begin = max(int(voiced[0]), end - round(RISE_MS / FRAME_MS))
    way = np.clip((np.arange(len(pitch_hz)) - begin) / max(1, end - begin), 0, 1)
    low = np.maximum(pitch_hz, np.median(pitch_hz[voiced]) * 0.75)
    # The faded end goes up with the rest.
    heard = np.where(way > 0, low, pitch_hz)
    raised = heard * 2 ** (RISE_SEMITONES / 12 * way**1.5)
    return np.where(pitch_hz > UNVOICED_HZ, raised, pitch_hz).astype(np.float32)


class Engine:
    """The natural voice, loaded.

    The child process loads the class of this name from the file of an engine; all have the same
    constructor, `name`, `voice`, `voices` and `render`.
    """

    def __init__(self, wanted: str | None, words_per_minute: int, _language: str) -> None:
        """Load a voice, None: the first; raises NoSuchVoiceError, or what the library raises.

        All voices speak English, whatever the language.
        """
        # Nothing of what is loaded is ever garbage.
        gc.disable()
        self.voices = installed_voices()
        names = [voice[0] for voice in self.voices]
        self.voice = wanted or names[0]
        if self.voice not in names:
            # Checked here, since the library would download a missing voice.
            raise NoSuchVoiceError(", ".join(names))
        import hibari
        from hibari.voices import VOICES

        from voicecoach.voice.hibari_dictionaries import dictionaries

        # Its own word for it: the metadata of packages take 15 ms to be imported.
        self.name = f"hibari-{hibari.__version__}"
        # The model loads in a thread, outside of Python for the most part.
        with ThreadPoolExecutor(1) as pool:
            loading = pool.submit(hibari.Hibari, voice=self.voice, g2p=self._sounds_of)
            self._dictionaries: Any = dictionaries(british=VOICES[self.voice]["british"])
            self._warm_up()
            self._tts: Any = loading.result()
        self._speed = min(FASTEST, max(SLOWEST, words_per_minute / NATURAL_WORDS_PER_MINUTE))
        gc.freeze()
        gc.enable()

    def _warm_up(self) -> None:
        """Load what is only loaded when it is used, so that the first sentence need not wait."""
        import numpy.fft
        import numpy.random  # noqa: F401

        self._sounds_of("Welcome.")

    def _sounds_of(self, sentence: str) -> str:
        """The sounds of a sentence in the alphabet of the model."""
        return str(self._dictionaries(sentence))

    def render(self, text: str, path: str) -> None:
        """Write a text as a WAV file; the same text always sounds the same."""
        samples = self.spoken(text)
        # Now and then a vowel is above full scale, and all are made equally loud later.
        samples = samples / max(1.0, float(abs(samples).max(initial=0.0)))
        with wave.open(path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(OUTPUT_RATE_HZ)
            file.writeframes((samples * 32767).astype("<i2").tobytes())

    def spoken(self, text: str) -> "Floats":
        """The sound of a text: its sentences with pauses in between; (frames,), OUTPUT_RATE_HZ."""
        import numpy as np

        pause = np.zeros(round(SENTENCE_PAUSE_MS * OUTPUT_RATE_HZ / 1000), np.float32)
        parts: list[Floats] = []
        for sentence in self._tts.split_sentences(readable(text)):
            # Of a lone punctuation mark the model makes a breath.
            is_said = any(map(str.isalnum, sentence))
            sound = self._sentence(sentence, is_last=closes(text)) if is_said else pause[:0]
            if len(sound):
                parts += [pause, sound] if parts else [sound]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _sentence(self, sentence: str, *, is_last: bool) -> "Floats":
        import numpy as np
        from hibari import dsp

        sounds: list[Floats] = []
        # One, unless it is too long for the model.
        for phonemes in self._tts.phonemize(sentence):
            ids = self._tts.ids(phonemes)
            if len(ids) < 3:  # nothing but the ends
                continue
            given = {"ids": [ids], "speed": [self._speed]}
            kinds = {"ids": np.int64, "speed": np.float32}
            found = self._tts.sess.run(
                None, {name: np.asarray(value, kinds[name]) for name, value in given.items()}
            )
            *spectrum, pitch_hz = (output[0] for output in found)
            if is_counted(sentence):
                pitch_hz = counting_tone(pitch_hz)
            elif is_last:
                pitch_hz = counting_tone(pitch_hz, CLOSING_SHARE)
            elif rises(sentence):
                pitch_hz = asking_tone(pitch_hz)
            sounds.append(dsp.synth(*spectrum, pitch_hz, np.random.default_rng(0)))
        return _trimmed(np.concatenate(sounds)) if sounds else np.zeros(0, np.float32)


def _trimmed(samples: "Floats") -> "Floats":
    """Without the silence at its ends, and without the breath after it; shape (frames,).

    Half a second after a question the model may add a sound at -50 dB.
    """
    import numpy as np

    window = OUTPUT_RATE_HZ * _WINDOW_MS // 1000
    windows = samples[: len(samples) // window * window].reshape(-1, window)
    power = np.square(windows).mean(axis=1)
    loudest = power.max(initial=0.0)
    clear = np.flatnonzero(power > loudest * 10 ** (CLEAR_DB / 10))
    if not len(clear):
        return samples[:0]
    faint = np.flatnonzero(power > loudest * 10 ** (FAINT_DB / 10))
    near = LONGEST_CLOSURE_MS // _WINDOW_MS
    begin, end = int(clear[0]), int(clear[-1])
    for place in faint[faint > end]:
        if place - end <= near:
            end = int(place)
    for place in faint[faint < begin][::-1]:
        if begin - place <= near:
            begin = int(place)
    return samples[begin * window : (end + 1) * window]
