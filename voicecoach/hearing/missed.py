"""Finds speech that ended without a command, and how it was said."""

from collections.abc import Sequence

from voicecoach.core.events import NotUnderstood
from voicecoach.hearing.utterances import SpeechSegment, Utterance

SILENCE_MS = 900
"""Quiet after which nothing follows, and no command is decided on any more."""
CLICK_MS = 80
"""Shorter sounds are not speech."""
LONG_AGO_MS = 60_000
"""Time since the speech before, if there was none."""


class MissedSpeech:
    """Watches the utterances that were not taken for a command. For one thread."""

    def __init__(self) -> None:
        self._pending: NotUnderstood | None = None
        """The latest one, which may still be followed by more."""
        self._considered_ms = -1
        """End of the utterance that was considered last."""

    def consider(
        self,
        utterance: Utterance,
        ended_ms: int,
        resemblance: float,
        *,
        segments: Sequence[SpeechSegment],
        since_ms: int,
        usual_db: float | None,
    ) -> None:
        """Consider an utterance that ended, once; `since_ms`: earlier speech was a command."""
        if ended_ms == self._considered_ms:
            return
        self._considered_ms = ended_ms
        self._pending = NotUnderstood(
            began_ms=utterance.began_ms,
            ended_ms=ended_ms,
            level_db=utterance.level_db,
            usual_db=usual_db,
            quiet_before_ms=_quiet_before_ms(utterance.began_ms, segments, since_ms),
            resemblance=resemblance,
        )

    def take(
        self, now_ms: float, *, segments: Sequence[SpeechSegment], used_until_ms: int
    ) -> NotUnderstood | None:
        """Return it once the silence after it has lasted; None: there is none, or not yet.

        `used_until_ms`: all speech up to this time was a command after all.
        """
        pending = self._pending
        if pending is None:
            return None
        after = [segment for segment in segments if segment.began_ms > pending.ended_ms]
        goes_on = any(_is_speech(segment) for segment in after)
        if goes_on or used_until_ms >= pending.ended_ms:
            self._pending = None
            return None
        is_silent = not after or after[-1].ended_ms is not None
        if not is_silent or now_ms - pending.ended_ms < SILENCE_MS:
            return None
        self._pending = None
        return pending


def _is_speech(segment: SpeechSegment) -> bool:
    """True if it was longer than a click."""
    return segment.ended_ms is not None and segment.ended_ms - segment.began_ms >= CLICK_MS


def _quiet_before_ms(began_ms: int, segments: Sequence[SpeechSegment], since_ms: int) -> int:
    """Time from the speech before, unless that was a command or may have been the coach."""
    ends_ms = [
        segment.ended_ms
        for segment in segments
        if segment.ended_ms is not None
        and since_ms <= segment.began_ms < began_ms
        and not segment.is_over_coach
    ]
    return min(LONG_AGO_MS, max(0, began_ms - max(ends_ms))) if ends_ms else LONG_AGO_MS
