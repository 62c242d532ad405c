"""Speech synthesis in a child process, which may die or hang without harm."""

import contextlib
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from voicecoach.core.phrases import DEFAULT_LANGUAGE, Pronunciation
from voicecoach.errors import VoiceError
from voicecoach.program import with_pip
from voicecoach.settings_file import DEFAULT_WORDS_PER_MINUTE
from voicecoach.voice.process import (
    ChildLostError,
    EngineMissingError,
    EngineVoice,
    Greeting,
    SynthesizerProcess,
)
from voicecoach.voice.spelling import spelling

if TYPE_CHECKING:
    # Not at run time: the child is started before numpy is imported, so that both load at once.
    from voicecoach.sound.clip import Clip

START_LIMIT_S = 30.0
"""Time limit for loading an engine; on Windows the very first start compiles an interface."""
SENTENCE_LIMIT_S = 10.0
"""Time limit for one sentence; espeak-ng needs 10 to 50 ms."""

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
    """Command that starts `child` with the engine in this file."""
    # By path and with -P, not with -m: it starts faster, needs no installed package, and a file
    # json.py in the current directory can't break it.
    return (sys.executable, "-P", str(_CHILD), str(engine))


class ChildSynthesizer:
    """Renders sentences with a speech engine in a child process, by default the system's engine.

    `voice` is the id or the name of one of `list_voices`, None the best one for the language. Any
    thread may call any method; sentences are rendered one after another.
    """

    def __init__(
        self,
        voice: str | None = None,
        words_per_minute: int = DEFAULT_WORDS_PER_MINUTE,
        language: str = DEFAULT_LANGUAGE,
        *,
        command: Sequence[str] | None = None,
        sentence_limit_s: float = SENTENCE_LIMIT_S,
        kind: str = PYTTSX3,
        reads_sounds: bool = False,
    ) -> None:
        """`command` starts the child, None: with pyttsx3; it must follow the protocol of `child`.

        `kind` is the first part of the identity; `reads_sounds`: see `spelling`.
        """
        self._reads_sounds = reads_sounds
        self._spelled = spelling({}, reads_sounds=reads_sounds)
        self._kind = kind
        self._options = {
            "voice": voice,
            "words_per_minute": words_per_minute,
            "language": language,
        }
        self._sentence_limit_s = sentence_limit_s
        self._command = tuple(command or child_command(_SYSTEM_ENGINE))
        self._turn = threading.Lock()
        self._holding = threading.Lock()
        self._child: SynthesizerProcess | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._closed = False

    @property
    def is_substitute(self) -> bool:
        """Never: a voice that fails is an error."""
        return False

    def start(self) -> None:
        """Begin to load the engine and return at once; the first request waits for it.

        Errors of the engine are raised by that request, not here.
        """
        with contextlib.suppress(ChildLostError, VoiceError):
            self._running_child()

    def pronounce(self, words: Mapping[str, Pronunciation]) -> None:
        """Say these words, in lower case, as told; called before anything is rendered."""
        self._spelled = spelling(words, reads_sounds=self._reads_sounds)

    @property
    def identity(self) -> str:
        """Kind, engine, voice, rate and spelling: everything that changes how a text sounds.

        Raises VoiceError if there is no engine, or if it lacks the voice.
        """
        greeting = self._greeting()
        rate = self._options["words_per_minute"]
        return (
            f"{self._kind} {greeting.engine} {greeting.voice} {rate} {self._spelled.name}".strip()
        )

    def list_voices(self) -> tuple[EngineVoice, ...]:
        """All voices of the engine, in its order. Raises VoiceError as `identity` does."""
        return self._greeting().voices

    def render(self, text: str) -> "Clip":
        """Synthesize a text; an empty clip if there is nothing to say.

        A child that dies, fails or exceeds its time limit is replaced once. Raises VoiceError if
        the second one fails, too, if there is no engine, and after `close`.
        """
        words = speakable(text)
        if not words:
            return _silence()

        def rendered(child: SynthesizerProcess) -> "Clip":
            child.greeting(START_LIMIT_S)
            path = self._sentence_path()
            child.render(self._spelled(words), path, self._sentence_limit_s)
            clip = _read(path)
            if any(map(str.isalnum, words)) and not len(clip.samples):
                raise ChildLostError("it gave no sound")
            return clip

        return self._ask(rendered, f'at the sentence "{words[:60]}"')

    def close(self) -> None:
        """End the child; a `render` in another thread then raises VoiceError."""
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
        """Put a question to the child, and again to a new child if the first is lost.

        Raises VoiceError if both are lost, or if there is no engine.
        """
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
        """The child, started if necessary. Raises VoiceError after `close`, or ChildLostError."""
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
            # Windows may still hold a file that a child was writing when it was killed.
            self._folder = tempfile.TemporaryDirectory(
                prefix="voicecoach-", ignore_cleanup_errors=True
            )
        # nsss writes AIFF whatever the name says (pyttsx3 2.99, issue 361).
        name = "sentence.aiff" if sys.platform == "darwin" else "sentence.wav"
        return os.path.join(self._folder.name, name)


def speakable(text: str) -> str:
    """The text without control characters and lone surrogates; may be empty.

    C strings end at a NUL, and espeak refuses invalid UTF-8.
    """
    valid = text.encode("utf-8", "ignore").decode("utf-8")
    return " ".join("".join(c if c.isprintable() else " " for c in valid).split())


def install_advice(
    platform: str, has_command: Callable[[str], object], *, is_administrator: bool
) -> str:
    """Instruction how to install a speech engine on this system."""
    if platform in ("darwin", "win32"):
        return f"The system has one built in. Run: {with_pip()} install --force-reinstall pyttsx3"
    prefix = "" if is_administrator else "sudo "
    for installer, command in _INSTALLERS.items():
        if has_command(installer):
            return f"Run: {prefix}{command}"
    return f"Install espeak-ng, or run: {with_pip()} install espeakng-loader"


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
    """Read a sound file and delete it. Raises ChildLostError if it is damaged."""
    import soundfile

    from voicecoach.sound.clip import Clip

    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
        os.unlink(path)
    except (soundfile.SoundFileError, OSError) as error:
        raise ChildLostError(f"no sound could be read from it ({error})") from error
    return Clip(samples.mean(axis=1), int(rate_hz))
