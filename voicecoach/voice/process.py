"""Parent's side of the synthesizer's child process: requests, answers and time limits."""

import contextlib
import json
import queue
import subprocess
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from voicecoach.dataclass import dataclass
from voicecoach.errors import VoiceError


class ChildLostError(Exception):
    """The child died, hung, or answered nonsense; a new one may work."""


class EngineMissingError(VoiceError):
    """The child runs, but no engine could be loaded in it."""


@dataclass(frozen=True, slots=True)
class EngineVoice:
    """A voice of a speech engine."""

    id: str
    name: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Greeting:
    """A child's report of its engine, once that is loaded."""

    engine: str
    voice: str
    """Id of the voice in use."""
    voices: tuple[EngineVoice, ...]


class SynthesizerProcess:
    """One child, from start to end. Used by one thread at a time, except for `end`."""

    def __init__(self, command: Sequence[str], options: Mapping[str, object]) -> None:
        """Start the child and send its options, without waiting for an answer.

        Raises ChildLostError if the system can't start it.
        """
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="ascii",
            )
        except OSError as error:
            raise ChildLostError(f"it could not be started ({error})") from error
        self._greeting: Greeting | None = None
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        # A thread, since no time limit for reading a pipe works on Windows as well.
        self._reader = threading.Thread(target=self._read, name="synthesizer", daemon=True)
        self._reader.start()
        with contextlib.suppress(ChildLostError):  # `greeting` will raise it
            self._send(options)

    def greeting(self, limit_s: float) -> Greeting:
        """Wait until the engine is loaded. Raises VoiceError, or ChildLostError after the limit."""
        if self._greeting is None:
            answer = self._answer(limit_s)
            _raise_trouble(answer)
            self._greeting = Greeting(
                str(answer["engine"]),
                str(answer["voice"]),
                tuple(
                    EngineVoice(str(identity), str(name), tuple(languages))
                    for identity, name, languages in answer["voices"]
                ),
            )
        return self._greeting

    def render(self, text: str, path: str, limit_s: float) -> None:
        """Write a text as a sound file. Raises ChildLostError if there is none in time."""
        self._send({"text": text, "path": path})
        _raise_trouble(self._answer(limit_s))

    def end(self) -> None:
        """Kill the child and wait for its end; harmless if it is dead already."""
        # Closing its input is not enough: the engine may hang in the middle of a sentence.
        self._process.kill()
        self._process.wait()
        self._reader.join()
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # unsent data is lost with the child
            self._process.stdin.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put(None)

    def _send(self, request: Mapping[str, object]) -> None:
        """Send a request. Raises ChildLostError if the child has ended."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as error:
            raise ChildLostError("it ended") from error

    def _answer(self, limit_s: float) -> dict[str, Any]:
        """Wait for the next answer. Raises ChildLostError if there is none in time."""
        try:
            line = self._lines.get(timeout=limit_s)
        except queue.Empty:
            raise ChildLostError(f"no answer within {limit_s:g} seconds") from None
        if line is None:
            self._lines.put(None)  # the end of the output stays the end
            raise ChildLostError("it ended")
        try:
            answer: dict[str, Any] = json.loads(line)
        except ValueError:
            raise ChildLostError(f"it answered {line[:60]!r}") from None
        return answer


def _raise_trouble(answer: Mapping[str, Any]) -> None:
    """Raise an error in an answer as VoiceError, EngineMissingError or ChildLostError."""
    match answer.get("trouble"):
        case None:
            return
        case "voice":
            raise VoiceError(
                f"The speech engine has no voice {answer['wanted']!r}. Choose one of its voices, "
                f"such as {answer['detail']}, or name none for the best one."
            )
        case "language":
            raise VoiceError(
                f'The speech engine has no voice for "{answer["wanted"]}". Install one, or name '
                f"another with --voice; it has voices for: {answer['detail']}."
            )
        case "engine":
            raise EngineMissingError(str(answer["detail"]))
        case _:
            raise ChildLostError(str(answer["detail"]))
