"""The session's side of the page: hands its scenes to the process that serves them.

Nothing here makes the session wait: `show` leaves the scene for a thread, which writes to that
process. If the process is slow, it gets the newest scene only.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Self

import voicecoach
from voicecoach.core.view import View
from voicecoach.dataclass import dataclass
from voicecoach.page.scene import Json, Scenes
from voicecoach.ports import PageState

LEVEL_EVERY_S = 0.1
END_LIMIT_S = 2.5
"""Time for the process to say goodbye to everybody."""
_ROOT = Path(voicecoach.__file__).parents[1]
# Not with -m: a file json.py in the current directory could break it.
_CODE = "import sys; sys.path.append(sys.argv[1]); from voicecoach.page.child import main; main()"


@dataclass(frozen=True, slots=True)
class PageWishes:
    """The user's options for the page."""

    shares: bool
    """True if it is served to the local network too."""
    opens: bool
    """True if it is opened in the browser here."""
    content: tuple[Path, ...] = ()
    """Folders of the user's own content, for its pictures; the last one counts."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Times of the loudspeaker, for the page to be in step with it."""

    delay_ms: Callable[[], int]
    """From the time of a sound to the moment it is heard, as the system reports it."""
    late_ms: Callable[[], float] = lambda: 0.0
    """Further delay, as it was measured."""


class PageDisplay:
    """Shows a session on the page; implements the port `Display`."""

    def __init__(
        self,
        scenes: Scenes,
        labels: Mapping[str, Json],
        wishes: PageWishes,
        *,
        began_ns: int,
        now_ms: Callable[[], int],
        sound: Sound,
        level_db: Callable[[], float | None],
        tapped: Callable[[str], None],
        pressed: Callable[[str], None],
        told: Callable[[PageState], None],
    ) -> None:
        """`began_ns` is the beginning of the session's clock on that of the machine.

        `tapped` gets the words of each command, `pressed` each key, `told` the state of the page
        whenever it changes; all are called from a thread of the page.
        """
        self._scenes = scenes
        self._labels = labels
        self._options = {
            "began_ns": began_ns,
            "shares": wishes.shares,
            "opens": wishes.opens,
            "content": [str(folder) for folder in wishes.content],
        }
        self._now_ms = now_ms
        self._sound = sound
        self._level_db = level_db
        self._tapped = tapped
        self._pressed = pressed
        self._told = told
        self._state = PageState()
        self._news = threading.Condition()
        self._scene: dict[str, Json] | None = None
        self._is_over = False
        self._writer = threading.Thread(target=self._run, name="page", daemon=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Say goodbye to everybody, and end the process."""
        with self._news:
            self._is_over = True
            self._news.notify()
        if self._writer.is_alive():
            self._writer.join(2 * END_LIMIT_S)

    def start(self) -> None:
        """Start the process that serves the page; returns at once."""
        self._writer.start()

    def show(self, view: View) -> None:
        """Show this view when its sound is heard; returns at once."""
        scene = self._scenes.scene(
            view,
            asked_ms=self._now_ms(),
            sound_delay_ms=self._sound.delay_ms(),
            late_ms=round(self._sound.late_ms()),
        )
        with self._news:
            self._scene = scene
            self._news.notify()

    def _run(self) -> None:
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", _CODE, str(_ROOT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="ascii",
            )
        except OSError as error:
            self._tell(replace(self._state, trouble=str(error)))
            return
        assert process.stdin is not None
        assert process.stdout is not None
        answers = process.stdout
        threading.Thread(target=self._listen, args=(answers,), name="taps", daemon=True).start()
        with suppress(OSError):
            self._write_all(process.stdin)
            process.stdin.close()
        try:
            process.wait(END_LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _write_all(self, lines: IO[str]) -> None:
        _write(lines, self._options)
        _write(lines, {"kind": "hello", "labels": self._labels})
        level: int | None = None
        is_over = False
        while not is_over:
            with self._news:
                if self._scene is None and not self._is_over:
                    self._news.wait(LEVEL_EVERY_S)
                scene, self._scene = self._scene, None
                is_over = self._is_over
            if scene is not None:
                _write(lines, {"kind": "scene", **scene})
            exact_db = self._level_db()
            if exact_db is not None and level != (level := round(exact_db)):
                _write(lines, {"kind": "level", "db": level})

    def _listen(self, answers: IO[str]) -> None:
        """Follow what the process says, until it ends."""
        with answers:
            for line in answers:
                self._follow(json.loads(line))
        if not self._is_over and not self._state.trouble:
            self._tell(replace(self._state, trouble="its process ended"))

    def _follow(self, answer: dict[str, object]) -> None:
        match answer:
            case {"address": str(address), "code": [*rows]}:
                code = tuple(map(str, rows))
                self._tell(replace(self._state, address=address, code=code))
            case {"watching": [*names]}:
                self._tell(replace(self._state, watching=tuple(map(str, names))))
            case {"tapped": str(words)}:
                self._tapped(words)
            case {"pressed": str(key)}:
                self._pressed(key)
            case {"trouble": str(trouble)}:
                self._tell(replace(self._state, trouble=trouble))

    def _tell(self, state: PageState) -> None:
        self._state = state
        self._told(state)


def _write(lines: IO[str], message: Mapping[str, object]) -> None:
    lines.write(json.dumps(message) + "\n")
    lines.flush()
