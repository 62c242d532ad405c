"""Text to sound by pyttsx3, in a child process that may die or hang without harm."""

import contextlib
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from voicecoach.errors import VoiceError
from voicecoach.settings_file import DEFAULT_WORDS_PER_MINUTE
from voicecoach.voice.process import (
    ChildLostError,
    EngineMissingError,
    EngineVoice,
    Greeting,
    SynthesizerProcess,
)

if TYPE_CHECKING:
    # Not at run time: the child is started before numpy is imported, so that both load at once.
    from voicecoach.sound.clip import Clip

START_LIMIT_S = 30.0
"""How long an engine may take to load; on Windows the very first start compiles an interface."""
SENTENCE_LIMIT_S = 10.0
"""How long one sentence may take; espeak-ng needs 10 to 50 ms."""

PYTTSX3 = "pyttsx3"
_CHILD = Path(__file__).with_name("child.py")
_SYSTEM_ENGINE = Path(__file__).with_name("pyttsx3_engine.py")
_EMPTY_RATE_HZ = 22050
_INSTALLERS = {
    "apt-get": "apt install espeak-ng",
    "dnf": "dnf install espeak-ng",
    "pacman": "pacman -S espeak-ng",
    "zypper": "zypper install espeak-ng",
    "apk": "apk add espeak-ng",
}

_Answer = TypeVar("_Answer")


def child_command(engine: Path) -> tuple[str, ...]:
    """How to start our own child with the engine in this file."""
    # By its path and with -P, not with -m: it starts faster, needs no installed package, and a
    # file json.py in the folder where the user stands can't break it.
    return (sys.executable, "-P", str(_CHILD), str(engine))


class Pyttsx3Synthesizer:
    """Renders sentences with the speech engine of the system.

    `voice` is the id or the name of one of `list_voices`, None the best English one. Any thread
    may call any method; sentences are rendered one after another.
    """

    def __init__(
        self,
        voice: str | None = None,
        words_per_minute: int = DEFAULT_WORDS_PER_MINUTE,
        *,
        command: Sequence[str] | None = None,
        sentence_limit_s: float = SENTENCE_LIMIT_S,
        kind: str = PYTTSX3,
    ) -> None:
        """`command` starts another program than our own child, which speaks the same language.

        `kind` is part of the identity of what it renders.
        """
        self._kind = kind
        self._options = {"voice": voice, "words_per_minute": words_per_minute}
        self._sentence_limit_s = sentence_limit_s
        self._command = tuple(command or child_command(_SYSTEM_ENGINE))
        self._turn = threading.Lock()
        self._holding = threading.Lock()
        self._child: SynthesizerProcess | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._closed = False

    def start(self) -> None:
        """Begin to load the engine and return at once; the first request waits for it.

        Whatever is wrong with the engine is told by that request, not here.
        """
        with contextlib.suppress(ChildLostError, VoiceError):
            self._running_child()

    @property
    def identity(self) -> str:
        """Engine, voice and rate: whatever makes the same text sound different.

        Raises VoiceError when there is no engine, or when it lacks the voice.
        """
        greeting = self._greeting()
        return (
            f"{self._kind} {greeting.engine} {greeting.voice} {self._options['words_per_minute']}"
        )

    def list_voices(self) -> tuple[EngineVoice, ...]:
        """Every voice of the engine, in its order. Raises VoiceError as `identity` does."""
        return self._greeting().voices

    def render(self, text: str) -> "Clip":
        """The sound of a text as the engine gives it; an empty clip when there is nothing to say.

        A child that dies, fails or exceeds its time is replaced once. Raises VoiceError when that
        does not help, when there is no engine, and after `close`.
        """
        words = speakable(text)
        if not words:
            return _silence()

        def rendered(child: SynthesizerProcess) -> "Clip":
            child.greeting(START_LIMIT_S)
            path = self._sentence_path()
            child.render(words, path, self._sentence_limit_s)
            clip = _read(path)
            # On a busy machine pyttsx3 2.99 may end the first loop of a process before the sound.
            if any(map(str.isalnum, words)) and not len(clip.samples):
                raise ChildLostError("it gave no sound")
            return clip

        return self._ask(rendered, f'at the sentence "{words[:60]}"')

    def close(self) -> None:
        """End the child; a rendering in another thread then fails with VoiceError."""
        with self._holding:
            self._closed = True
        self._discard_child()
        with self._turn:
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None

    def _greeting(self) -> Greeting:
        return self._ask(lambda child: child.greeting(START_LIMIT_S), "while it was loading")

    def _ask(self, question: Callable[[SynthesizerProcess], _Answer], when: str) -> _Answer:
        """Put a question to the child, and once more to a new child if the first was lost."""
        reason = ""
        with self._turn:
            for _ in range(2):
                try:
                    return question(self._running_child())
                except ChildLostError as error:
                    reason = str(error)
                except EngineMissingError as error:
                    self._discard_child()
                    message = _missing_engine(str(error)) if self._kind == PYTTSX3 else str(error)
                    raise VoiceError(message) from error
                self._discard_child()
        raise VoiceError(
            f"The speech engine failed twice {when}: {reason}. "
            "Start the session again, or choose another voice."
        )

    def _running_child(self) -> SynthesizerProcess:
        with self._holding:
            if self._closed:
                raise VoiceError("The voice was closed. Start a new session to hear it.")
            if self._child is None:
                self._child = SynthesizerProcess(self._command, self._options)
            return self._child

    def _discard_child(self) -> None:
        with self._holding:
            child, self._child = self._child, None
        if child is not None:
            child.end()

    def _sentence_path(self) -> str:
        if self._folder is None:
            # Windows may still hold a file that a child was writing when it was ended.
            self._folder = tempfile.TemporaryDirectory(
                prefix="voicecoach-", ignore_cleanup_errors=True
            )
        # nsss writes AIFF whatever the name says (pyttsx3 2.99, issue 361).
        name = "sentence.aiff" if sys.platform == "darwin" else "sentence.wav"
        return os.path.join(self._folder.name, name)


def speakable(text: str) -> str:
    """The text without what engines choke on: control characters and halves of characters.

    C strings end at a NUL, and espeak refuses what is not valid UTF-8. Empty when nothing is left.
    """
    valid = text.encode("utf-8", "ignore").decode("utf-8")
    return " ".join("".join(c if c.isprintable() else " " for c in valid).split())


def install_advice(
    platform: str, has_command: Callable[[str], object], *, is_administrator: bool
) -> str:
    """The sentence that tells how to get a speech engine on this system."""
    if platform in ("darwin", "win32"):
        return "The system has one built in. Run: pip install --force-reinstall pyttsx3"
    prefix = "" if is_administrator else "sudo "
    for installer, command in _INSTALLERS.items():
        if has_command(installer):
            return f"Run: {prefix}{command}"
    return "Install espeak-ng, or run: pip install espeakng-loader"


def _missing_engine(detail: str) -> str:
    advice = install_advice(
        sys.platform,
        shutil.which,
        is_administrator=hasattr(os, "geteuid") and os.geteuid() == 0,
    )
    return f"No speech engine could be loaded ({detail}). {advice}"


def _silence() -> "Clip":
    import numpy as np

    from voicecoach.sound.clip import Clip

    return Clip(np.zeros(0, dtype=np.float32), _EMPTY_RATE_HZ)


def _read(path: str) -> "Clip":
    """The clip of a sound file, which is deleted. Raises ChildLostError when it is damaged."""
    import soundfile

    from voicecoach.sound.clip import Clip

    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
        os.unlink(path)
    except (soundfile.SoundFileError, OSError) as error:
        raise ChildLostError(f"no sound could be read from it ({error})") from error
    return Clip(samples.mean(axis=1), int(rate_hz))
