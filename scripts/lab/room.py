"""A virtual audio room: a loudspeaker, a person and a microphone on a private PulseAudio server.

It needs no sound card, no systemd and no D-Bus, and works as root in a container. A program's
sound reaches the loudspeaker, where a test records it; a test's sound reaches the microphone.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import numpy as np
import soundfile
from numpy.typing import NDArray

from scripts.lab.waiting import until

Samples = NDArray[np.float32]

RATE_HZ = 48000
_PROGRAMS = ("pulseaudio", "pacat", "parec")
_ALSA_CONFIG = Path("/usr/share/alsa/alsa.conf")
_HUM_HZ = 50
_HUM_DB = -61.0
"""Relative to PulseAudio's sine, whose own level is -9 dB: the hum has -70 dB."""
_AHEAD_MS = 2000
"""A word is wholly with the server before it sounds: on a busy machine, with 20 ms ahead, up to
40 ms were missing in the middle of one word of four."""
_RECORDED_MS = 20
_START_S = 10.0
_ORPHAN_S = 600
"""A server whose test was killed ends by itself after so long without a client."""


def missing_parts() -> list[str]:
    """Missing programs for a room, in words for a skip reason."""
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    plugins = Path("/usr/lib").glob("**/alsa-lib/libasound_module_pcm_pulse.so")
    if not any(plugins):
        missing.append("ALSA's pulse plugin (libasound2-plugins)")
    return missing


class Recording:
    """Recording of the loudspeaker, as it comes in."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Take over a stream of mono float32 samples at RATE_HZ."""
        self._stream = stream
        self._blocks: list[bytes] = []
        self._frames = 0
        self._start_s = float("inf")
        self._begun = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def samples(self) -> Samples:
        """All that has come in so far: shape (frames,), RATE_HZ."""
        return np.frombuffer(b"".join(self._blocks), dtype=np.float32)

    @property
    def start_s(self) -> float:
        """Time at which the first frame sounded, on the clock of `time.monotonic`.

        The block that came with the least delay decides; it is late by up to the server's block
        of about 25 ms.
        """
        return self._start_s

    def wait_begun(self) -> None:
        """Return once sound, or silence, is coming in."""
        if not self._begun.wait(_START_S):
            raise TimeoutError("parec delivers nothing from the room's loudspeaker")

    def wait_for(self, more_s: float) -> None:
        """Return once so much more has come in, however long that takes a busy machine."""
        whole = len(self.samples) + round(more_s * RATE_HZ)
        until(lambda: len(self.samples) >= whole, more_s + _START_S)

    def finish(self) -> None:
        """Take in what is on its way, once the stream's writer has ended."""
        self._reader.join()
        self._stream.close()

    def _read(self) -> None:
        while block := os.read(self._stream.fileno(), 1 << 16):
            self._blocks.append(block)
            self._frames += len(block) // 4
            start_s = time.monotonic() - self._frames / RATE_HZ
            self._start_s = min(self._start_s, start_s)
            self._begun.set()


class Room:
    """A running room; as many as wanted can stand side by side.

    `echo_db` lets the loudspeaker reach the microphone at this level, about `echo_ms` later.
    Without `hums` the microphone gives exact zeros while nobody speaks; without a microphone or a
    loudspeaker the program finds none.
    """

    def __init__(
        self,
        *,
        echo_db: float | None = None,
        echo_ms: int = 60,
        hums: bool = True,
        has_microphone: bool = True,
        has_loudspeaker: bool = True,
    ) -> None:
        self._echo_db = echo_db
        self._echo_ms = echo_ms
        self._hums = hums
        self._has_microphone = has_microphone
        self._has_loudspeaker = has_loudspeaker
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            # Not pytest's tmp_path: a socket's path has to fit in 107 characters.
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="room-"))
            self._folder = Path(folder)
            self._write_configuration()
            stack.enter_context(ended(self._start_server()))
            self._wait_for_server()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

    @property
    def environment(self) -> dict[str, str]:
        """This process's environment, with all that leads a child's sound into the room."""
        outside = {
            name: value for name, value in os.environ.items() if not name.startswith("PULSE")
        }
        return outside | {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": str(self._folder / "run"),
            "ALSA_CONFIG_PATH": self._alsa_config_path,
        }

    @property
    def _alsa_config_path(self) -> str:
        own = str(self._folder / "asound.conf")
        # The system's own configuration knows devices that go both ways.
        whole = self._has_microphone and self._has_loudspeaker
        return f"{_ALSA_CONFIG}:{own}" if whole else own

    def say(self, sound: Path | Samples, rate_hz: int = RATE_HZ) -> None:
        """Say something into the microphone, and return when it has been said.

        `sound` is a file (which knows its own rate) or mono samples at `rate_hz`.
        """
        samples, rate_hz = _read(sound) if isinstance(sound, Path) else (sound, rate_hz)
        self._play("user", samples, rate_hz, _AHEAD_MS)

    def play(self, samples: Samples) -> None:
        """Play mono samples at RATE_HZ on the loudspeaker, without a gap, to their end."""
        self._play("speaker", samples, RATE_HZ, _AHEAD_MS + len(samples) * 1000 // RATE_HZ)

    def _play(self, device: str, samples: Samples, rate_hz: int, ahead_ms: int) -> None:
        command = ["pacat", "--playback", f"--device={device}", *_raw_format(rate_hz, ahead_ms)]
        raw = samples.astype(np.float32).tobytes()
        subprocess.run(command, input=raw, env=self.environment, check=True)

    @contextmanager
    def record(self) -> Iterator[Recording]:
        """Record the loudspeaker while the block runs; the samples stay readable afterwards."""
        yield from self._record("speaker.monitor")

    @contextmanager
    def record_microphone(self) -> Iterator[Recording]:
        """Record what the microphone hears: the person, and the echo if there is one."""
        yield from self._record("mic")

    def _record(self, source: str) -> Iterator[Recording]:
        command = ["parec", f"--device={source}", *_raw_format(RATE_HZ, _RECORDED_MS)]
        recorder = subprocess.Popen(command, stdout=subprocess.PIPE, env=self.environment)
        assert recorder.stdout is not None
        recording = Recording(recorder.stdout)
        try:
            with ended(recorder):
                recording.wait_begun()
                yield recording
        finally:
            recording.finish()

    @property
    def _socket(self) -> Path:
        return self._folder / "socket"

    def _write_configuration(self) -> None:
        (self._folder / "run").mkdir(mode=0o700)
        (self._folder / "room.pa").write_text(self._server_script())
        server = f'{{ type pulse; server "unix:{self._socket}" }}'
        device = server
        if not (self._has_microphone and self._has_loudspeaker):
            ways = {"capture": self._has_microphone, "playback": self._has_loudspeaker}
            parts = " ".join(f"{way}.pcm {server}" for way, there in ways.items() if there)
            device = f"{{ type asym {parts} }}"
        (self._folder / "asound.conf").write_text(f"pcm.!default {device}\nctl.!default {server}\n")

    def _server_script(self) -> str:
        # norewinds: without it an idle null sink works in blocks of 2 s, and a first stream stalls.
        sink = f"load-module module-null-sink rate={RATE_HZ} channels=1 norewinds=1 sink_name="
        lines = [
            sink + "speaker",
            sink + "user",
            "load-module module-remap-source source_name=mic master=user.monitor",
            "set-default-sink speaker",
            "set-default-source mic",
        ]
        # A real microphone never delivers exact zeros; a program that gets them takes it for muted.
        if self._hums:
            lines += [
                f"load-module module-sine sink=user frequency={_HUM_HZ}",
                f"set-sink-input-volume 0 {_volume(_HUM_DB)}",
            ]
        if self._echo_db is not None:
            lines += [
                "load-module module-loopback source=speaker.monitor sink=user"
                f" latency_msec={self._echo_ms}",
                f"set-sink-input-volume {int(self._hums)} {_volume(self._echo_db)}",
            ]
        # Last, so that a client that can connect finds everything in its place.
        protocol = "load-module module-native-protocol-unix auth-anonymous=1"
        lines.append(f"{protocol} socket={self._socket}")
        return "\n".join(lines) + "\n"

    def _start_server(self) -> subprocess.Popen[bytes]:
        options = {
            "daemonize": "no",
            "use-pid-file": "no",
            "exit-idle-time": _ORPHAN_S,
            "disable-shm": "yes",
            "realtime": "no",
            "high-priority": "no",
            "log-target": f"file:{self._folder / 'pulse.log'}",
            "file": self._folder / "room.pa",
        }
        command = ["pulseaudio", "-n", *(f"--{name}={value}" for name, value in options.items())]
        # As a client of itself the server would refuse to start.
        environment = self.environment | {"HOME": str(self._folder)}
        del environment["PULSE_SERVER"]
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _wait_for_server(self) -> None:
        def is_open() -> bool:
            with socket.socket(socket.AF_UNIX) as door:
                return door.connect_ex(str(self._socket)) == 0

        def otherwise() -> str:
            log = self._folder / "pulse.log"
            said = log.read_text() if log.exists() else "nothing"
            return f"PulseAudio did not start; it says: {said}"

        until(is_open, _START_S, otherwise=otherwise, every_s=0.01)


def _read(file: Path) -> tuple[Samples, int]:
    samples, rate_hz = soundfile.read(file, dtype="float32", always_2d=True)
    return samples.mean(axis=1), rate_hz


def _volume(level_db: float) -> int:
    # PulseAudio's volumes are cubic in amplitude: 60 dB to the power of ten, not 20.
    return round(65536 * 10 ** (level_db / 60))


def _raw_format(rate_hz: int, latency_ms: int) -> list[str]:
    sound = ["--raw", "--format=float32le", f"--rate={rate_hz}", "--channels=1"]
    return [*sound, f"--latency-msec={latency_ms}"]


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End the process when the block is left, and wait until it has ended."""
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
