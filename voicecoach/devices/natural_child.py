"""The program that owns the natural voice: the same lines in and out as with the system's engine.

A process of its own as well: onnxruntime takes half a second to load and 200 MB, and neither may
stand in the way of the session. Run by its path and without the package.
"""

import contextlib
import json
import os
import re
import signal
import sys
import wave
from collections.abc import Callable, Iterable
from typing import Any

NATURAL_WORDS_PER_MINUTE = 189
"""Its own pace: espeak-ng takes as long at this rate, over 60 of the coach's sentences."""
SLOWEST, FASTEST = 0.5, 2.0
"""What hibari-tts 0.2.1 accepts as speed."""
RATE_HZ = 24_000
_LETTER_A = re.compile(r"(?<=\w )A\b|^A$")
"""The name of the letter, which hibari-tts 0.2.1 takes for the article."""


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


class _Engine:
    """The voice, loaded."""

    name = "hibari"

    def __init__(self, wanted: str | None, words_per_minute: int) -> None:
        self.voices = installed_voices()
        names = [voice[0] for voice in self.voices]
        self.voice = wanted or names[0]
        if self.voice not in names:
            # Never let the library download one.
            raise LookupError(", ".join(names))
        from hibari import Hibari

        self._tts = Hibari(voice=self.voice)
        self._speed = min(FASTEST, max(SLOWEST, words_per_minute / NATURAL_WORDS_PER_MINUTE))

    def render(self, text: str, path: str) -> None:
        """Write the sound of a text. The same text always has the same sound."""
        samples = self._tts(readable(text), speed=self._speed, seed=0)
        with wave.open(path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes((samples.clip(-1, 1) * 32767).astype("<i2").tobytes())


def _reserve_stdout() -> Callable[[dict[str, Any]], None]:
    """Keep standard output for the answers."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)

    def send(answer: dict[str, Any]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    return send


def main(requests: Iterable[str]) -> None:
    """Answer requests until they end, which they do when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    send = _reserve_stdout()
    lines = iter(requests)
    options = json.loads(next(lines))
    # Here is this process's top: whatever goes wrong must reach the parent as an answer.
    try:
        engine = _Engine(options["voice"], options["words_per_minute"])
    except LookupError as error:
        send({"trouble": "voice", "wanted": options["voice"], "detail": str(error)})
        return
    except Exception as error:
        send({"trouble": "engine", "detail": f"{type(error).__name__}: {error}"})
        return
    send({"engine": engine.name, "voice": engine.voice, "voices": engine.voices})
    for line in lines:
        request = json.loads(line)
        try:
            engine.render(request["text"], request["path"])
        except Exception as error:
            send({"trouble": "sentence", "detail": f"{type(error).__name__}: {error}"})
        else:
            send({"rendered": request["path"]})


if __name__ == "__main__":
    main(sys.stdin)
