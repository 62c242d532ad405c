"""A program that runs the real speaker and microphone, for the tests in a virtual room.

Its arguments are how many counts it sounds, and the file into which it writes what the loudspeaker
was given, as float32; each line it prints is one thing that happened.
"""

import sys
import threading
from pathlib import Path

from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.events import Device, DeviceLost, DeviceRestored
from voicecoach.devices.inbox import QueueInbox, SessionClock
from voicecoach.devices.microphone import PortAudioMicrophone
from voicecoach.devices.native_messages import native_messages_silenced
from voicecoach.devices.soundcard import open_input, open_output, reinitialize
from voicecoach.devices.speaker import PortAudioSpeaker
from voicecoach.devices.stream_health import Ended, Fill, Stream
from voicecoach.devices.supervisor import Supervisor, SupervisorThread
from voicecoach.sound.clip import Samples
from voicecoach.sound.earcons import earcon_clip

TEMPO_MS = 1333
LEAD_MS = 1000
"""Time until the first count."""
LOOK_EVERY_MS = 20
LOUD = 0.1


class Tap:
    """Opens the loudspeaker, and keeps every block that it is given."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []

    def open(self, fill: Fill, ended: Ended) -> Stream:
        """Open the loudspeaker; raises AudioDeviceError."""

        def tapped(out: Samples, lead_ms: float, underflowed: bool) -> None:
            fill(out, lead_ms, underflowed)
            self.blocks.append(out.tobytes())

        return open_output(None, tapped, ended)


def main(counts: int, file: Path) -> None:
    """Play counts and print what is lost, restored and recorded, until stdin is closed."""
    sys.setswitchinterval(0.001)
    clock = SessionClock()
    inbox = QueueInbox(clock)
    tap = Tap()
    speaker = PortAudioSpeaker(tap.open, clock.elapsed_ms)
    microphone = PortAudioMicrophone(
        lambda *callbacks: open_input(None, *callbacks), clock.elapsed_ms, inbox.post
    )
    supervisor = SupervisorThread(
        Supervisor([speaker, microphone], inbox.post, reinitialize), clock.elapsed_ms
    )
    supervisor.start()
    for device in (Device.SPEAKER, Device.MICROPHONE):
        supervisor.wait_open(device)
    listener = threading.Thread(target=_listen, args=(microphone,))
    listener.start()
    counter = threading.Thread(target=_count, args=(speaker, inbox, counts), daemon=True)
    # Before the counter, which has nothing to wait for if the devices took long to open.
    print("began", flush=True)
    counter.start()
    sys.stdin.read()
    file.write_bytes(b"".join(tap.blocks))
    print("stats", speaker.rate_hz, flush=True)
    microphone.close()
    supervisor.close()
    listener.join()


def _count(speaker: PortAudioSpeaker, inbox: QueueInbox, counts: int) -> None:
    while counts and not speaker.is_at_work():
        _tell_until(inbox, inbox.now_ms() + LOOK_EVERY_MS)
    clip = earcon_clip(Earcon.HEARD, speaker.rate_hz)
    first_ms = inbox.now_ms() + LEAD_MS
    speaker.align_beat(first_ms)
    for number in range(counts):
        speaker.play(clip, first_ms + TEMPO_MS * number, Rank.COUNT)
    _tell_until(inbox, first_ms + TEMPO_MS * counts + 500)
    print("counted", flush=True)
    _tell_until(inbox, None)


def _tell_until(inbox: QueueInbox, until_ms: int | None) -> None:
    while event := inbox.wait(until_ms):
        if isinstance(event, DeviceLost | DeviceRestored):
            print(type(event).__name__, event.device.value, flush=True)


def _listen(microphone: PortAudioMicrophone) -> None:
    for block in microphone.blocks():
        if abs(block.samples).max() > LOUD:
            print("loud", round(block.began_ms), flush=True)


if __name__ == "__main__":
    with native_messages_silenced():
        main(int(sys.argv[1]), Path(sys.argv[2]))
