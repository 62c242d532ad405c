"""Removes the coach's echo from the microphone: alignment, cancellation, levels."""

from voicecoach.dataclass import dataclass
from voicecoach.hearing.coach_level import CoachLevel
from voicecoach.hearing.echo_alignment import EchoAligner
from voicecoach.hearing.echo_canceller import EchoCanceller
from voicecoach.hearing.echo_gate import EchoGate
from voicecoach.sound.clip import Samples


@dataclass(frozen=True, slots=True, eq=False)
class CleanedBlock:
    """One block of the microphone after cancellation."""

    samples: Samples
    """(BLOCK_FRAMES,) float32 mono, 16 kHz: the microphone without the echo."""
    reference: Samples
    """(BLOCK_FRAMES,) float32 mono, 16 kHz: the reference whose echo was in it."""
    threshold_db: float
    """Level that the user's voice must exceed in this block, dBFS."""
    coach_db: float | None
    """Level of the coach's voice at the microphone, dBFS; None: it is unknown."""


class EchoRemoval:
    """The steps in front of the speech detection. For one thread."""

    def __init__(self) -> None:
        self._aligner = EchoAligner()
        self._canceller = EchoCanceller()
        self._gate = EchoGate()
        self._coach_level = CoachLevel()

    def play(self, reference: Samples) -> None:
        """Append to the reference: (frames,) float32 mono, 16 kHz, of any length."""
        self._aligner.play(reference)

    def process(self, microphone: Samples) -> CleanedBlock:
        """Clean the next block of the microphone: (BLOCK_FRAMES,) float32 mono, 16 kHz."""
        reference = self._aligner.align(microphone)
        self._canceller.move(self._aligner.take_moved_blocks())
        cleaned = self._canceller.process(microphone, reference)
        return CleanedBlock(
            cleaned,
            reference,
            self._gate.threshold_db(cleaned, reference),
            self._coach_level.follow(microphone, reference),
        )
