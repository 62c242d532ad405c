"""The loudspeaker and the microphone of a session, opened while the rest of it is prepared."""

from functools import partial

from voicecoach.app.doctor.measured import read_measured
from voicecoach.devices import soundcard
from voicecoach.devices.inbox import QueueInbox, SessionClock
from voicecoach.devices.microphone import PortAudioMicrophone
from voicecoach.devices.speaker import PortAudioSpeaker
from voicecoach.devices.supervisor import Supervisor, SupervisorThread
from voicecoach.places import measured_file
from voicecoach.settings import Settings

MISSING_AFTER_S = 0.02
"""Time after which a microphone that is not lost is being opened."""


class SoundDevices:
    """The devices with the clock that they share, and the inbox to which their loss is posted.

    To open them takes a fifth of a second, which PortAudio mostly waits for the sound server.
    """

    def __init__(self, settings: Settings) -> None:
        """Begin to open them, and return at once."""
        self.clock = SessionClock()
        self.inbox = QueueInbox(self.clock)
        self.measured = read_measured(measured_file(), settings.device_in, settings.device_out)
        """Measurements with these devices."""
        self.loudspeaker = None if settings.quiet else self._loudspeaker(settings)
        self.microphone = (
            PortAudioMicrophone(
                partial(soundcard.open_input, settings.device_in),
                self.clock.elapsed_ms,
                self.inbox.post,
            )
            if settings.listen
            else None
        )
        present = [one for one in (self.loudspeaker, self.microphone) if one is not None]
        supervisor = Supervisor(present, self.inbox.post, soundcard.reinitialize)
        self._supervisor = SupervisorThread(supervisor, self.clock.elapsed_ms)
        self._supervisor.start()

    def wait_open(self) -> None:
        """Wait for the loudspeaker to be open or lost, and a moment for the microphone.

        A missing microphone is known at once, and told instead of the first words; to open one
        takes longer, and until those words are out there is nothing to hear.
        """
        if self.loudspeaker is not None:
            self._supervisor.wait_open(self.loudspeaker.device)
        if self.microphone is not None:
            self._supervisor.wait_open(self.microphone.device, MISSING_AFTER_S)

    def close(self) -> None:
        """Close them, once the attempt to open them is over."""
        self._supervisor.close()

    def level_db(self) -> float | None:
        """Level of what the microphone picks up now, dB; None: there is none."""
        return self.microphone.level_db() if self.microphone else None

    def _loudspeaker(self, settings: Settings) -> PortAudioSpeaker:
        return PortAudioSpeaker(
            partial(soundcard.open_output, settings.device_out),
            self.clock.elapsed_ms,
            volume_db=self.measured.volume_db,
            late_ms=self.measured.late_ms,
        )
