"""The speech engine of the system, by pyttsx3, for the child process that owns it.

It imports little, so it is ready fast; `child` takes `Engine` and the errors from it.
"""

import contextlib
import ctypes
import importlib
import os
import re
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any

ENGLISH = "en"
FILE_LIMIT_S = 5.0
"""Longest time that a file may grow after the engine reports that it is done."""

_LIKED_NAMES = ("samantha", "alex", "zira", "david", "daniel")
"""Clear voices that come with macOS or Windows; macOS lists its joke voices as English, too."""

_NAMED = 12
"""Languages that an error names."""

_LETTER_A = re.compile(r"(?<=\w )A\b(?!-)")
"""The name of the letter inside a sentence."""

Listed = tuple[str, str, tuple[str, ...]]
"""A voice of the engine: id, name, languages."""


class NoSuchVoiceError(Exception):
    """The engine lacks the requested voice; the message names some that it has.

    The child process knows it by this name, in every file with an engine.
    """


class NoSuchLanguageError(Exception):
    """The engine has no voice for the language; the message names the languages that it has."""


def best_voice(
    voices: Iterable[Listed], default: str | None, engine: str, language: str
) -> str | None:
    """Id of the voice to use if the user named none; None leaves it to the engine.

    A default in this language is kept, since the user chose it in the settings of the system. The
    default of espeak is not such a choice: there American English comes first. Raises
    NoSuchLanguageError if voices are listed with their languages, and none speaks this one; the
    English coach then takes any voice.
    """
    voices = tuple(voices)
    fitting = [voice for voice in voices if _speaks(voice, language)]
    if engine != "espeak" and any(identity == default for identity, _, _ in fitting):
        return default
    if not fitting:
        known = {_main(name) for voice in voices for name in voice[2]}
        if known and _main(language) != ENGLISH:
            raise NoSuchLanguageError(_some(sorted(known)))
        return None
    usual = "en-us" if language == ENGLISH else language
    others = {language, f"{_main(language)}-gb", f"{_main(language)}-{_main(language)}"}

    def merit(voice: Listed) -> tuple[bool, bool, bool]:
        tags = {_tag(name) for name in voice[2]}
        return (
            any(liked in voice[1].lower() for liked in _LIKED_NAMES),
            usual in tags,
            bool(tags & others),
        )

    return max(fitting, key=merit)[0]


def named_voice(voices: Sequence[Listed], wanted: str, language: str = ENGLISH) -> str:
    """Id of the voice with this id or name, ignoring case.

    Raises NoSuchVoiceError, whose message names some voices of the language, if there is none.
    """
    for identity, name, _ in voices:
        if wanted.lower() in (identity.lower(), name.lower()):
            return identity
    fitting = [voice[0] for voice in voices if _speaks(voice, language)]
    raise NoSuchVoiceError(", ".join(fitting[:8]) or f'none for "{language}"')


def readable(text: str, engine: str, language: str = ENGLISH) -> str:
    """The text, spelled so that the engine reads it correctly.

    espeak-ng 1.51 takes the letter A for the article of English.
    """
    is_article = engine == "espeak" and _main(language) == ENGLISH
    return _LETTER_A.sub("A-", text) if is_article else text


def _tag(language: str) -> str:
    return language.lower().replace("_", "-").strip("\x00\x02\x05")


def _main(language: str) -> str:
    return _tag(language).split("-")[0]


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" and more" if len(names) > _NAMED else "")


def _speaks(voice: Listed, language: str) -> bool:
    return any(_main(name) == _main(language) for name in voice[2])


def _borrow_espeak() -> None:
    """Load espeak-ng from the package espeakng_loader if the system has none.

    The library must be loaded before pyttsx3 asks for it by name, and the folder of the voices is
    passed through the environment (espeakng_loader 0.2.4, pyttsx3 2.99).
    """
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError):
        ctypes.CDLL("libespeak-ng.so.1")
        return
    with contextlib.suppress(ImportError, OSError):
        loader = importlib.import_module("espeakng_loader")
        ctypes.CDLL(loader.get_library_path(), ctypes.RTLD_GLOBAL)
        os.environ["ESPEAK_DATA_PATH"] = str(loader.get_data_path())


class Engine:
    """pyttsx3, driven so that each file is complete when `render` returns.

    The child process loads the class of this name from the file of an engine; all have the same
    constructor, `name`, `voice`, `voices` and `render`.
    """

    def __init__(self, wanted: str | None, words_per_minute: int, language: str) -> None:
        """Load the engine with a voice, None: the best one for the language.

        Raises NoSuchVoiceError, NoSuchLanguageError, or what its driver raises.
        """
        _borrow_espeak()
        import pyttsx3

        self._engine: Any = pyttsx3.init()
        self.name = str(self._engine)
        self._language = language
        self._problem: Exception | None = None
        self._engine.connect("error", self._note_problem)
        self.voices = [_listed(voice) for voice in self._engine.getProperty("voices")]
        default = str(self._engine.getProperty("voice"))
        if wanted is not None:
            voice: str | None = named_voice(self.voices, wanted, language)
        else:
            voice = best_voice(self.voices, default, self.name, language)
        if self.name == "espeak":
            # An idle proxy sets at once, without a loop; `_run_espeak` says what a loop would lose.
            self._engine.proxy.setBusy(False)
        # The rate after the voice, from which nsss and sapi5 derive it.
        if voice is not None:
            self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", words_per_minute)
        if self.name != "espeak":
            self._engine.runAndWait()
        self._raise_problem()
        self.voice = voice if voice is not None else default

    def render(self, text: str, path: str) -> None:
        """Write a text as a sound file; raises RuntimeError or OSError if there is no sound."""
        text = readable(text, self.name, self._language)
        if self.name == "espeak":
            self._run_espeak(text, path)
        else:
            self._run_native(text, path)
        if os.path.getsize(path) == 0:
            raise RuntimeError("the engine wrote an empty file")

    def _run_espeak(self, text: str, path: str) -> None:
        """Synthesize with espeak, by a loop that ends with the sound.

        Not by runAndWait, which also queues an endLoop. Read in pyttsx3 2.99 and espeak-ng 1.51
        (speech.c, fifo.c): endLoop cancels if the thread of espeak is busy, even if only with a
        setting, and canceling drops that setting, restores the parameters of the sentence before,
        and ends the next loop before any sound.
        """
        self._engine.save_to_file(text, path)
        self._engine.proxy.startLoop(True)
        self._raise_problem()

    def _run_native(self, text: str, path: str) -> None:
        """Synthesize with nsss or sapi5, and wait for the whole file.

        Read in pyttsx3 2.99, not run: an idle proxy starts to speak at save_to_file, and the loop
        of nsss then ends with stopSpeaking, while the loop of sapi5 waits for an event that has
        passed. A busy one does both inside the loop, in order.
        """
        self._engine.proxy.setBusy(True)
        self._engine.save_to_file(text, path)
        self._engine.runAndWait()
        self._raise_problem()
        _await_whole_file(path)

    def _note_problem(self, name: object, exception: Exception) -> None:
        # pyttsx3 2.99 swallows the errors of queued commands and reports them only here.
        self._problem = exception

    def _raise_problem(self) -> None:
        problem, self._problem = self._problem, None
        if problem is not None:
            raise RuntimeError(f"{type(problem).__name__}: {problem}")


def _listed(voice: Any) -> Listed:
    languages = [
        name.decode("ascii", "ignore") if isinstance(name, bytes) else str(name)
        for name in voice.languages or ()
    ]
    return str(voice.id), str(voice.name), tuple(languages)


def _await_whole_file(path: str) -> None:
    """Wait until a file has stopped growing: nsss keeps writing after its loop has ended.

    See https://github.com/nateshmbhat/pyttsx3/pull/267.
    """
    deadline_s = time.monotonic() + FILE_LIMIT_S
    size = -1
    while time.monotonic() < deadline_s:
        grown = os.path.getsize(path) if os.path.exists(path) else 0
        if grown > 0 and grown == size:
            return
        size = grown
        time.sleep(0.02)
