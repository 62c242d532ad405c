"""Groups segments of speech into utterances, and tells talk from commands by their timing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicecoach.dataclass import dataclass

UTTERANCE_GAP_MS = 500
"""Speech with pauses shorter than this is one utterance, so that talk is recognized as talk."""
OTHERS_BELOW_DB = 6.0
"""A voice this much quieter than the loudest is somebody else's, further away. With 9, words among
six others 10 dB below counted as the end of their talk: of 125, 73 were right and 11 wrong, with 6
94 and 14, with 4 no more than chance better (speakers for tuning)."""
QUIETER_THAN_USUAL_DB = 15.0
"""A voice this much quieter than the user's commands is somebody else's. Until the user has been
understood a few times, what is said over the coach must not be this much quieter than the coach,
either. Of a stranger 20 dB below it, pieces between its words were taken for 21 commands in eight
minutes, and for two with this (readers for tuning)."""
NO_LEVEL_DB = -200.0
"""Level of silence, and of speech whose level is unknown."""
TALK_MS = 4000
TALK_SPOKEN_MS = 1900
"""Speech of this duration in the last TALK_MS, without a command, is probably talk to others; a
word that is repeated because it was missed is shorter."""
SENTENCE_PAUSE_MS = 2000
"""Pauses in a sentence are shorter than this. A user who repeats a missed word waits longer, and
that repetition must not be harder to accept."""
CONVERSATION_MS = 12_000
CONVERSATION_BREATH_MS = 1200
"""One breath within the last CONVERSATION_MS that is longer than any command is conversation, which
may go on after a pause."""
AFTER_COMMAND_MS = 1200
"""Speech that begins so soon after a command while the coach speaks is more often residual echo
than another command: half of the wrong commands there were such ones."""
COMMAND_TAIL_MS = 250
"""A shorter rest of a segment after a command belongs to that command."""


@dataclass(frozen=True, slots=True)
class SpeechSegment:
    """Time in which somebody spoke, detected by level."""

    began_ms: int
    ended_ms: int | None
    """End of its last loud moment; None while it goes on."""
    level_db: float
    """Level of its loudest moment, dBFS."""
    is_over_coach: bool = False
    """True if the coach spoke meanwhile: it may be residual echo."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Speech of one voice in one breath."""

    segments: tuple[SpeechSegment, ...]
    """At least one, oldest first."""
    is_talk: bool
    """True if the same voice spoke for long shortly before, without a command."""
    trails_command: bool = False
    """True if it follows a command without a pause: more often its end than another command."""
    follows_sound: bool = False
    """True if it follows another sound in the same breath."""
    is_quieter_than_usual: bool = False
    """True if the user's latest commands were much louder, or, as long as there were few, the coach
    that it was said over."""
    may_begin_with_noise: bool = False
    """True if it began while the background was new, and so may be longer than what was said."""
    in_conversation: bool = False
    """True if the same voice recently spoke for too long in one breath for a command."""
    before: tuple[SpeechSegment, ...] = ()
    """Segments of the same voice in the last TALK_MS, without a long pause, which were not commands
    and can't have been the coach."""

    @property
    def before_ms(self) -> int:
        """Duration of the speech before it, ms, without pauses."""
        return _spoken_ms(self.before, self.began_ms)

    @property
    def began_ms(self) -> int:
        """Beginning of the first segment, ms."""
        return self.segments[0].began_ms

    @property
    def ended_ms(self) -> int | None:
        """End of the last segment, ms; None while it goes on."""
        return self.segments[-1].ended_ms

    @property
    def is_unlikely(self) -> bool:
        """True if it must be so clear that recognizing it before its soft end is of no use."""
        return self.is_talk or self.follows_sound or self.is_quieter_than_usual

    @property
    def level_db(self) -> float:
        """Level of its loudest moment, dBFS."""
        return max(segment.level_db for segment in self.segments)

    def spoken_ms(self, now_ms: int) -> int:
        """Duration so far, ms, without pauses."""
        return _spoken_ms(self.segments, now_ms)


def latest_utterances(
    segments: Sequence[SpeechSegment],
    *,
    since_ms: int,
    shortest_ms: int,
    user_db: float | None = None,
    coach_db: float | None = None,
) -> tuple[Utterance, ...]:
    """The current or latest utterance: the whole breath, then its last segment alone.

    Earlier segments of the breath may be noise, or somebody else. Segments that began before
    `since_ms`, which are already decided, and clicks shorter than `shortest_ms` are left out.
    `user_db` is the level of the user's commands, dBFS; `coach_db` that of the coach's voice, as
    long as too few commands tell that of the user's.
    """
    spoken = [
        segment
        for segment in _undecided_parts(segments, since_ms)
        if segment.ended_ms is None or segment.ended_ms - segment.began_ms >= shortest_ms
    ]
    breath = tuple(_one_breath(spoken))[::-1]
    if not breath:
        return ()
    if coach_db is not None and any(segment.is_over_coach for segment in breath):
        user_db = coach_db if user_db is None else max(coach_db, user_db)
    whole = _whole_breath(breath, since_ms, user_db)
    if len(breath) == 1:
        return (_with_context(whole, spoken),)
    alone = replace(whole, segments=breath[-1:], follows_sound=True)
    return _with_context(whole, spoken), _with_context(alone, spoken)


def _whole_breath(
    breath: tuple[SpeechSegment, ...], since_ms: int, user_db: float | None
) -> Utterance:
    """All segments of a breath as one utterance, without its context."""
    trails_command = breath[0].began_ms == since_ms
    is_soon = since_ms > 0 and breath[0].began_ms - since_ms < AFTER_COMMAND_MS
    may_be_echo = is_soon and any(segment.is_over_coach for segment in breath)
    utterance = Utterance(
        breath,
        is_talk=False,
        trails_command=trails_command,
        follows_sound=trails_command or may_be_echo,
    )
    is_quieter = user_db is not None and utterance.level_db < user_db - QUIETER_THAN_USUAL_DB
    return replace(utterance, is_quieter_than_usual=is_quieter)


def _undecided_parts(segments: Sequence[SpeechSegment], since_ms: int) -> Iterator[SpeechSegment]:
    for segment in segments:
        if segment.began_ms >= since_ms:
            yield segment
        elif segment.ended_ms is None or segment.ended_ms > since_ms + COMMAND_TAIL_MS:
            yield replace(segment, began_ms=since_ms)


def _with_context(utterance: Utterance, spoken: Sequence[SpeechSegment]) -> Utterance:
    """The utterance with what the same voice said before it."""
    began_ms, level_db = utterance.began_ms, utterance.level_db
    since_ms = began_ms - TALK_MS
    same_voice = [
        segment
        for segment in spoken
        if segment.began_ms < began_ms and segment.level_db > level_db - OTHERS_BELOW_DB
    ]
    before = [
        replace(segment, began_ms=max(segment.began_ms, since_ms), ended_ms=ended_ms)
        for segment in same_voice
        if (ended_ms := _until(segment, began_ms)) > since_ms
    ]
    longest_ms = _longest_breath_ms(same_voice, began_ms - CONVERSATION_MS, began_ms)
    return replace(
        utterance,
        before=tuple(_same_sentence(before, began_ms))[::-1],
        is_talk=_spoken_ms(before, began_ms) >= TALK_SPOKEN_MS,
        in_conversation=longest_ms > CONVERSATION_BREATH_MS,
    )


def _same_sentence(before: Sequence[SpeechSegment], began_ms: int) -> Iterator[SpeechSegment]:
    """Segments without a long pause up to `began_ms`, newest first."""
    for segment in reversed(before):
        if segment.is_over_coach:
            continue
        if began_ms - _until(segment, began_ms) > SENTENCE_PAUSE_MS:
            return
        began_ms = segment.began_ms
        yield segment


def _longest_breath_ms(segments: Sequence[SpeechSegment], since_ms: int, until_ms: int) -> int:
    """Duration of the longest breath that ended after `since_ms`, ms."""
    longest_ms = spoken_ms = last_ms = 0
    for segment in segments:
        if segment.is_over_coach:
            continue
        ended_ms = _until(segment, until_ms)
        is_same_breath = segment.began_ms - last_ms <= UTTERANCE_GAP_MS
        spoken_ms = spoken_ms * is_same_breath + ended_ms - segment.began_ms
        last_ms = ended_ms
        if ended_ms > since_ms:
            longest_ms = max(longest_ms, spoken_ms)
    return longest_ms


def _one_breath(segments: Sequence[SpeechSegment]) -> Iterator[SpeechSegment]:
    """The last segments that follow each other closely, newest first.

    Leaves out quieter ones among and after them, which are of others in the background.
    """
    last: SpeechSegment | None = None
    loudest_db = _loudest_of_late(segments)
    for segment in reversed(segments):
        if last and (
            segment.ended_ms is None or last.began_ms - segment.ended_ms > UTTERANCE_GAP_MS
        ):
            return
        if segment.level_db > loudest_db - OTHERS_BELOW_DB:
            last = segment
            yield segment


def _loudest_of_late(segments: Sequence[SpeechSegment]) -> float:
    """Loudest level of the last segment and of those within a gap before it, dBFS."""
    if not segments:
        return 0.0
    since_ms = segments[-1].began_ms - UTTERANCE_GAP_MS
    return max(
        segment.level_db
        for segment in segments
        if segment.ended_ms is None or segment.ended_ms >= since_ms
    )


def _until(segment: SpeechSegment, now_ms: int) -> int:
    return segment.ended_ms if segment.ended_ms is not None else now_ms


def _spoken_ms(segments: Sequence[SpeechSegment], now_ms: int) -> int:
    return sum(_until(segment, now_ms) - segment.began_ms for segment in segments)
