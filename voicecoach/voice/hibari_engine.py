"""The natural voice, by hibari-tts, for the child process that owns it.

Loaded by its path and without the package. In a process of its own as well: onnxruntime takes half
a second to load and 200 MB, and neither may stand in the way of the session.
"""

import contextlib
import re
import wave

NATURAL_WORDS_PER_MINUTE = 189
"""Its own pace: espeak-ng takes as long at this rate, over 60 of the coach's sentences."""
SLOWEST, FASTEST = 0.5, 2.0
"""What hibari-tts 0.2.1 accepts as speed."""
OUTPUT_RATE_HZ = 24_000
_LETTER_A = re.compile(r"(?<=\w )A\b|^A$")
"""The name of the letter, which hibari-tts 0.2.1 takes for the article."""


class NoSuchVoiceError(Exception):
    """The voice is not installed; the text names those that are."""


def installed_voices() -> list[tuple[str, str, tuple[str, ...]]]:
    """The voices that need no download, as (id, name, languages)."""
    from hibari.voices import VOICES, voice_path

    found: list[tuple[str, str, tuple[str, ...]]] = []
    for name, about in VOICES.items():
        with contextlib.suppress(FileNotFoundError):
            voice_path(name, download_missing=False)
            title = f"{name.capitalize()} ({about['accent']}, {about['gender']})"
            found.append((name, title, (about["language"].lower(),)))
    return found


def readable(text: str) -> str:
    """The text as the voice reads it right."""
    return _LETTER_A.sub("[A](/ˈA/)", text)


class Engine:
    """The voice, loaded."""

    name = "hibari"

    def __init__(self, wanted: str | None, words_per_minute: int) -> None:
        """Load a voice, or the first one; raises NoSuchVoiceError, or what the library raises."""
        self.voices = installed_voices()
        names = [voice[0] for voice in self.voices]
        self.voice = wanted or names[0]
        if self.voice not in names:
            # Never let the library download one.
            raise NoSuchVoiceError(", ".join(names))
        from hibari import Hibari

        self._tts = Hibari(voice=self.voice)
        self._speed = min(FASTEST, max(SLOWEST, words_per_minute / NATURAL_WORDS_PER_MINUTE))

    def render(self, text: str, path: str) -> None:
        """Write the sound of a text. The same text always has the same sound."""
        samples = self._tts(readable(text), speed=self._speed, seed=0)
        with wave.open(path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(OUTPUT_RATE_HZ)
            file.writeframes((samples.clip(-1, 1) * 32767).astype("<i2").tobytes())
