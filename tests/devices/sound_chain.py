"""A program that runs the real speaker and microphone, for the tests in a virtual room.

Its argument is how many counts it sounds; each line it prints is one thing that happened.
"""

import sys
import threading

from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.events import DeviceLost, DeviceRestored
from voicecoach.devices.inbox import QueueInbox, SessionClock
from voicecoach.devices.microphone import PortAudioMicrophone
from voicecoach.devices.native_messages import native_messages_silenced
from voicecoach.devices.soundcard import open_input, open_output, reinitialize
from voicecoach.devices.speaker import PortAudioSpeaker
from voicecoach.devices.supervisor import Supervisor, SupervisorThread
from voicecoach.sound.earcons import earcon_clip

TEMPO_MS = 1333
FIRST_MS = 2000
LOUD = 0.1


def main(counts: int) -> None:
    """Play counts and print what is lost, restored and recorded, until stdin is closed."""
    sys.setswitchinterval(0.001)
    clock = SessionClock()
    inbox = QueueInbox(clock)
    speaker = PortAudioSpeaker(lambda *callbacks: open_output(None, *callbacks), clock.elapsed_ms)
    microphone = PortAudioMicrophone(
        lambda *callbacks: open_input(None, *callbacks), clock.elapsed_ms, inbox.post
    )
    supervisor = SupervisorThread(
        Supervisor([speaker, microphone], inbox.post, reinitialize), clock.elapsed_ms
    )
    supervisor.start()
    listener = threading.Thread(target=_listen, args=(microphone,))
    listener.start()
    counter = threading.Thread(target=_count, args=(speaker, inbox, counts), daemon=True)
    # Before the counter, which has nothing to wait for if the devices took long to open.
    print("began", flush=True)
    counter.start()
    sys.stdin.read()
    print("stats", speaker.stats().underflows, speaker.stats().late, flush=True)
    microphone.close()
    supervisor.close()
    listener.join()


def _count(speaker: PortAudioSpeaker, inbox: QueueInbox, counts: int) -> None:
    clip = earcon_clip(Earcon.HEARD, speaker.rate_hz)
    speaker.align_beat(FIRST_MS)
    for number in range(counts):
        _tell_until(inbox, FIRST_MS + TEMPO_MS * number)
        speaker.play(clip, FIRST_MS + TEMPO_MS * number, Rank.COUNT)
    _tell_until(inbox, inbox.now_ms() + 500)
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
        main(int(sys.argv[1]))
