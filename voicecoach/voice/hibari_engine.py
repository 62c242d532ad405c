"""The natural voice, by hibari-tts, for the child process that owns it.

Loaded by path and without the package; `child` takes `Engine` and `NoSuchVoiceError` from it. A
separate process here, too: onnxruntime takes half a second to load and 200 MB, and a session should
pay for neither.
"""

import contextlib
import re
import wave

NATURAL_WORDS_PER_MINUTE = 189
"""Pace at speed 1: the rate at which espeak-ng takes as long for 60 of the coach's sentences."""
SLOWEST, FASTEST = 0.5, 2.0
"""Range of speeds that hibari-tts 0.2.1 accepts."""
OUTPUT_RATE_HZ = 24_000
_LETTER_A = re.compile(r"(?<=\w )A\b|^A$")
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


class Engine:
    """The natural voice, loaded.

    The child process loads the class of this name from the file of an engine; all have the same
    constructor, `name`, `voice`, `voices` and `render`.
    """

    name = "hibari"

    def __init__(self, wanted: str | None, words_per_minute: int, _language: str) -> None:
        """Load a voice, None: the first; raises NoSuchVoiceError, or what the library raises.

        All voices speak English, whatever the language.
        """
        self.voices = installed_voices()
        names = [voice[0] for voice in self.voices]
        self.voice = wanted or names[0]
        if self.voice not in names:
            # Checked here, since the library would download a missing voice.
            raise NoSuchVoiceError(", ".join(names))
        from hibari import Hibari

        self._tts = Hibari(voice=self.voice)
        self._speed = min(FASTEST, max(SLOWEST, words_per_minute / NATURAL_WORDS_PER_MINUTE))

    def render(self, text: str, path: str) -> None:
        """Write a text as a WAV file; the same text always sounds the same."""
        samples = self._tts(readable(text), speed=self._speed, seed=0)
        with wave.open(path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(OUTPUT_RATE_HZ)
            file.writeframes((samples.clip(-1, 1) * 32767).astype("<i2").tobytes())
