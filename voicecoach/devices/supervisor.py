"""Detects lost devices, posts that, and reopens them."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Condition, Thread
from threading import Event as Signal
from typing import Protocol

from voicecoach.core.events import Device, DeviceLost, DeviceRestored, Event
from voicecoach.dataclass import dataclass
from voicecoach.errors import AudioDeviceError

LOOK_MS = 200
"""Interval of the checks."""
RETRY_MS = 2000
PATIENT_RETRY_MS = 10_000
"""Interval at which a device is retried once it has been lost for a minute."""
_PATIENT_AFTER_ATTEMPTS = 30


class Supervised(Protocol):
    """A device that can be opened, lost, and opened again."""

    @property
    def device(self) -> Device:
        """Kind of the device."""
        ...

    def open(self) -> None:
        """Open it; raises AudioDeviceError."""
        ...

    def release(self) -> None:
        """Close it, in whatever state it is."""
        ...

    def trouble(self) -> str | None:
        """Reason why the open device counts as lost; None: it works."""
        ...

    def is_at_work(self) -> bool:
        """True if the open device has taken or given sound."""
        ...

    def is_interruptible(self) -> bool:
        """True if closing it for a moment would not be noticed."""
        ...


@dataclass(slots=True, eq=False)
class _Watched:
    member: Supervised
    is_open: bool = False
    is_lost: bool = False
    """True if it was posted as lost, and not as back."""
    attempts: int = 0
    """Failed attempts since it was lost."""
    retry_ms: float = 0


class Supervisor:
    """Decides when to open which device; time is an argument, and it knows no thread."""

    def __init__(
        self,
        members: Sequence[Supervised],
        post: Callable[[Event], None],
        reinitialize: Callable[[], None],
    ) -> None:
        """`post` hands an event to the inbox.

        `reinitialize` lets the sound system search for devices again, which ends all streams; it
        may raise AudioDeviceError.
        """
        self._watched = [_Watched(member) for member in members]
        self._post = post
        self._reinitialize = reinitialize

    def open_all(self, now_ms: float, opened: Callable[[Device], None] = lambda _: None) -> None:
        """Open all devices for the first time; those that fail are posted as lost.

        `opened` is told of each of them, when it is open or lost.
        """
        for watched in self._watched:
            self._open_or_lose(watched, now_ms)
            opened(watched.member.device)

    def look(self, now_ms: float) -> None:
        """Post devices that were lost since the last call, and retry those that are due."""
        for watched in self._watched:
            if watched.is_open:
                self._examine(watched, now_ms)
            elif now_ms >= watched.retry_ms:
                self._retry(watched, now_ms)

    def close_all(self) -> None:
        """Close all devices."""
        for watched in self._watched:
            watched.member.release()
            watched.is_open = False

    def _examine(self, watched: _Watched, now_ms: float) -> None:
        """Lose a device that does not work, or post that one is back: to open it proves nothing."""
        reason = watched.member.trouble()
        if reason is not None:
            self._lose(watched, reason, now_ms)
        elif watched.is_lost and watched.member.is_at_work():
            watched.is_lost = False
            self._post(DeviceRestored(watched.member.device))

    def _open_or_lose(self, watched: _Watched, now_ms: float) -> None:
        try:
            watched.member.open()
        except AudioDeviceError as error:
            self._lose(watched, str(error), now_ms)
        else:
            watched.is_open = True

    def _lose(self, watched: _Watched, reason: str, now_ms: float) -> None:
        """Close a device, and post its loss unless that was done and it has not been back."""
        watched.member.release()
        watched.is_open = False
        if watched.is_lost:
            watched.retry_ms = now_ms + _patience_ms(watched.attempts)
            return
        watched.is_lost = True
        watched.attempts = 0
        watched.retry_ms = now_ms + RETRY_MS
        self._post(DeviceLost(watched.member.device, reason))

    def _retry(self, watched: _Watched, now_ms: float) -> None:
        watched.attempts += 1
        watched.retry_ms = now_ms + _patience_ms(watched.attempts)
        with suppress(AudioDeviceError):
            self._open_anyhow(watched, now_ms)
            watched.is_open = True

    def _open_anyhow(self, watched: _Watched, now_ms: float) -> None:
        """Open a device, if necessary after a search for devices; raises AudioDeviceError."""
        try:
            watched.member.open()
        except AudioDeviceError:
            others = [other for other in self._watched if other.is_open]
            # A search closes the other devices for a moment, so it is done at the first, second,
            # fourth, eighth ... attempt only, and never while one of them is in use.
            is_due = not others or watched.attempts & (watched.attempts - 1) == 0
            if not is_due or not all(other.member.is_interruptible() for other in others):
                raise
            self._search(others, now_ms)
            watched.member.open()

    def _search(self, others: list[_Watched], now_ms: float) -> None:
        for other in others:
            other.member.release()
            other.is_open = False
        try:
            self._reinitialize()
        finally:
            for other in others:
                self._open_or_lose(other, now_ms)


def _patience_ms(attempts: int) -> float:
    return PATIENT_RETRY_MS if attempts > _PATIENT_AFTER_ATTEMPTS else RETRY_MS


class SupervisorThread:
    """Runs a supervisor in a thread until it is closed."""

    def __init__(self, supervisor: Supervisor, elapsed_ms: Callable[[], float]) -> None:
        self._supervisor = supervisor
        self._elapsed_ms = elapsed_ms
        self._stop = Signal()
        self._changed = Condition()
        self._opened: set[Device] = set()
        self._failure: Exception | None = None
        self._thread = Thread(target=self._run, name="supervisor", daemon=True)

    def start(self) -> None:
        """Begin to open all devices in a thread, which checks them from then on."""
        self._thread.start()

    def wait_open(self, device: Device, limit_s: float | None = None) -> None:
        """Wait until this device is open or was posted as lost, or for so long.

        Raises what no device may raise.
        """
        with self._changed:
            self._changed.wait_for(lambda: device in self._opened or self._failure, limit_s)
            if device not in self._opened and self._failure:
                raise self._failure

    def close(self) -> None:
        """Stop the thread, then close all devices."""
        self._stop.set()
        self._thread.join(timeout=5)
        self._supervisor.close_all()

    def _run(self) -> None:
        try:
            self._supervisor.open_all(self._elapsed_ms(), self._note_opened)
        except Exception as error:  # the thread's top
            with self._changed:
                self._failure = error
                self._changed.notify_all()
        while not self._stop.wait(LOOK_MS / 1000):
            self._supervisor.look(self._elapsed_ms())

    def _note_opened(self, device: Device) -> None:
        with self._changed:
            self._opened.add(device)
            self._changed.notify_all()
