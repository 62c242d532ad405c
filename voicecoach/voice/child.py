"""Child process that owns a speech engine: one JSON line in, one JSON line out.

It is a separate process because pyttsx3 2.99 keeps one engine per process, prints to standard
output, may block forever, and needs the main thread on macOS (run loop) and COM on Windows. Started
by path, it imports little and is ready fast; its argument is the path of the engine's file, which
defines `Engine` and its errors.

The first line in names the voice (or null), the rate and the language; the answer contains the
engine, the voice and all voices, or the error. Each further line is a text and the path of the
sound file to write.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any


def main(engine_path: str, requests: Iterable[str]) -> None:
    """Answer requests until there are no more, which is when the parent is gone."""
    # Ctrl-C reaches every process of a terminal, and the parent decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    send = _reserve_stdout()
    lines = iter(requests)
    options = json.loads(next(lines))
    # Top of this process: whatever the engine raises must reach the parent as an answer.
    try:
        engine = _loaded(engine_path).Engine(
            options["voice"], options["words_per_minute"], options["language"]
        )
    except Exception as error:
        send(_trouble_at_the_start(error, options))
        return
    send({"engine": engine.name, "voice": engine.voice, "voices": engine.voices})
    for line in lines:
        request = json.loads(line)
        try:
            engine.render(request["text"], request["path"])
        except Exception as error:
            send({"trouble": "sentence", "detail": _described(error)})
        else:
            send({"rendered": request["path"]})


def _loaded(engine_path: str) -> ModuleType:
    """The module in this file, compiled once; it finds the package, be that installed or not."""
    # Last, so that nothing which lies beside the package takes the place of something installed.
    sys.path.append(str(Path(__file__).parents[2]))
    spec = spec_from_file_location("engine", engine_path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _trouble_at_the_start(error: Exception, options: dict[str, Any]) -> dict[str, Any]:
    # Compared by name, since the engine's file can't be imported here.
    if type(error).__name__ == "NoSuchVoiceError":
        return {"trouble": "voice", "wanted": options["voice"], "detail": str(error)}
    if type(error).__name__ == "NoSuchLanguageError":
        return {"trouble": "language", "wanted": options["language"], "detail": str(error)}
    return {"trouble": "engine", "detail": _described(error)}


def _described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _reserve_stdout() -> Callable[[dict[str, Any]], None]:
    """Reserve standard output for the answers, and redirect engines' prints to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)

    def send(answer: dict[str, Any]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    return send


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin)
