"""When somebody spoke: stretches of speech, and those that belong to one utterance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

UTTERANCE_GAP_MS = 500
"""Speech with pauses shorter than this is one utterance, so that talk is known as talk."""
OTHERS_BELOW_DB = 9.0
"""Who is so much quieter than the loudest is somebody else, further away."""
FAINT_DB = 15.0
"""Who is so much quieter than the user's commands is somebody else."""
NOBODY_DB = -200.0
"""The level of nothing, and of what has no level of its own."""
CROWD_BELOW_DB = 8.0
"""What is so much quieter is no part of what is said after it."""
TALK_MS = 4000
TALK_SPOKEN_MS = 1900
"""Who has spoken for so long in the last TALK_MS, and gave no command, is talking to others, more
likely than not; a word that is repeated because it was missed is shorter."""
SENTENCE_PAUSE_MS = 2000
"""Pauses in a sentence are shorter. Who repeats a word that was missed waits longer, and must not
be heard the worse for it."""
COMPANY_MS = 12_000
CONVERSATION_BREATH_MS = 1200
"""Who has spoken within COMPANY_MS for longer in one breath than any command takes has company, and
may go on talking to it after a pause."""
TAIL_MS = 250
"""What is left of a stretch behind a command, if it is shorter than this, belongs to it."""


@dataclass(frozen=True, slots=True)
class SpeechSegment:
    """A time in which somebody spoke, as the signal's level shows it."""

    began_ms: int
    ended_ms: int | None
    """The end of its last loud moment; None while it goes on."""
    level_db: float
    """Its loudest moment, relative to full scale."""
    is_over_coach: bool = False
    """Whether the coach spoke meanwhile: it may be what is left of that voice."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said in one breath."""

    segments: tuple[SpeechSegment, ...]
    """At least one, oldest first."""
    is_talk: bool
    """Whether the same voice said something else shortly before, which was no command."""
    trails_command: bool = False
    """Whether it follows a command without a pause: more often the end of it than another one."""
    follows_sound: bool = False
    """Whether something else was said or sounded just before it, in the same breath."""
    is_quieter_than_usual: bool = False
    """Whether the user's commands of late were much louder."""
    in_conversation: bool = False
    """Whether the same voice has said of late what was too long for a command."""
    before: tuple[SpeechSegment, ...] = ()
    """What the same voice said in the last TALK_MS before it, without a long pause, which was no
    command, and cannot have been the coach's."""

    @property
    def before_ms(self) -> int:
        """For how long the same voice spoke before it, pauses left out."""
        return _spoken_ms(self.before, self.began_ms)

    @property
    def began_ms(self) -> int:
        """When its first stretch began."""
        return self.segments[0].began_ms

    @property
    def ended_ms(self) -> int | None:
        """When its last stretch ended; None while it goes on."""
        return self.segments[-1].ended_ms

    @property
    def is_unlikely(self) -> bool:
        """Whether it must be so clear that there is no use in hearing it before it is over."""
        return self.is_talk or self.follows_sound or self.is_quieter_than_usual

    @property
    def level_db(self) -> float:
        """Its loudest moment, relative to full scale."""
        return max(stretch.level_db for stretch in self.segments)

    def spoken_ms(self, now_ms: int) -> int:
        """How long it has lasted, pauses left out."""
        return _spoken_ms(self.segments, now_ms)


def latest_utterances(
    segments: Sequence[SpeechSegment],
    *,
    since_ms: int,
    shortest_ms: int,
    user_db: float | None = None,
) -> tuple[Utterance, ...]:
    """What goes on, or was said last: one breath, and the last stretch of it alone.

    What comes before the last stretch may have been a noise, or somebody else. What began before
    `since_ms` was judged before, and what is shorter than `shortest_ms` was a click; both are left
    out. `user_db` is how loud the user's commands were.
    """
    spoken = [
        stretch
        for stretch in _unused_parts(segments, since_ms)
        if stretch.ended_ms is None or stretch.ended_ms - stretch.began_ms >= shortest_ms
    ]
    breath = tuple(_one_breath(spoken))[::-1]
    if not breath:
        return ()
    *before, last = breath
    loudest_db = max((stretch.level_db for stretch in before), default=NOBODY_DB)
    level_db = max(loudest_db, last.level_db)
    is_quieter_than_usual = user_db is not None and level_db < user_db - FAINT_DB
    trails_command = breath[0].began_ms == since_ms
    whole = _with_what_came_before(
        Utterance(
            breath,
            is_talk=False,
            trails_command=trails_command,
            follows_sound=trails_command,
            is_quieter_than_usual=is_quieter_than_usual,
        ),
        spoken,
    )
    follows_sound = trails_command or loudest_db > last.level_db - CROWD_BELOW_DB
    alone = _with_what_came_before(
        replace(whole, segments=(last,), follows_sound=follows_sound), spoken
    )
    return (whole, alone) if before else (whole,)


def _unused_parts(segments: Sequence[SpeechSegment], since_ms: int) -> Iterator[SpeechSegment]:
    for stretch in segments:
        if stretch.began_ms >= since_ms:
            yield stretch
        elif stretch.ended_ms is None or stretch.ended_ms > since_ms + TAIL_MS:
            yield replace(stretch, began_ms=since_ms)


def _with_what_came_before(utterance: Utterance, spoken: Sequence[SpeechSegment]) -> Utterance:
    began_ms, level_db = utterance.began_ms, utterance.level_db
    since_ms = began_ms - TALK_MS
    same_voice = [
        stretch
        for stretch in spoken
        if stretch.began_ms < began_ms and stretch.level_db > level_db - OTHERS_BELOW_DB
    ]
    before = [
        replace(stretch, began_ms=max(stretch.began_ms, since_ms), ended_ms=ended_ms)
        for stretch in same_voice
        if (ended_ms := _until(stretch, began_ms)) > since_ms
    ]
    longest_ms = _longest_breath_ms(same_voice, began_ms - COMPANY_MS, began_ms)
    return replace(
        utterance,
        before=tuple(_same_sentence(before, began_ms))[::-1],
        is_talk=_spoken_ms(before, began_ms) >= TALK_SPOKEN_MS,
        in_conversation=longest_ms > CONVERSATION_BREATH_MS,
    )


def _same_sentence(before: Sequence[SpeechSegment], began_ms: int) -> Iterator[SpeechSegment]:
    """What a person said without a long pause up to a time, newest first."""
    for stretch in reversed(before):
        if stretch.is_over_coach:
            continue
        if began_ms - _until(stretch, began_ms) > SENTENCE_PAUSE_MS:
            return
        began_ms = stretch.began_ms
        yield stretch


def _longest_breath_ms(segments: Sequence[SpeechSegment], since_ms: int, until_ms: int) -> int:
    """The longest time that a person spoke in one breath, of those that ended after `since_ms`."""
    longest_ms = spoken_ms = last_ms = 0
    for stretch in segments:
        if stretch.is_over_coach:
            continue
        ended_ms = _until(stretch, until_ms)
        is_same_breath = stretch.began_ms - last_ms <= UTTERANCE_GAP_MS
        spoken_ms = spoken_ms * is_same_breath + ended_ms - stretch.began_ms
        last_ms = ended_ms
        if ended_ms > since_ms:
            longest_ms = max(longest_ms, spoken_ms)
    return longest_ms


def _one_breath(segments: Sequence[SpeechSegment]) -> Iterator[SpeechSegment]:
    """The last stretches that follow each other closely, newest first.

    Quieter ones among them and after them are those of others in the background.
    """
    last: SpeechSegment | None = None
    loudest_db = _loudest_of_late(segments)
    for stretch in reversed(segments):
        if last and (
            stretch.ended_ms is None or last.began_ms - stretch.ended_ms > UTTERANCE_GAP_MS
        ):
            return
        if stretch.level_db > loudest_db - OTHERS_BELOW_DB:
            last = stretch
            yield stretch


def _loudest_of_late(segments: Sequence[SpeechSegment]) -> float:
    """The loudest moment of the last stretch and of what it follows within a gap."""
    if not segments:
        return 0.0
    since_ms = segments[-1].began_ms - UTTERANCE_GAP_MS
    return max(
        stretch.level_db
        for stretch in segments
        if stretch.ended_ms is None or stretch.ended_ms >= since_ms
    )


def _until(stretch: SpeechSegment, now_ms: int) -> int:
    return stretch.ended_ms if stretch.ended_ms is not None else now_ms


def _spoken_ms(segments: Sequence[SpeechSegment], now_ms: int) -> int:
    return sum(_until(stretch, now_ms) - stretch.began_ms for stretch in segments)
