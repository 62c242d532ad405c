"""When somebody spoke: stretches of speech, and those that belong to one utterance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

GAP_MS = 500
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
COMPANY_BREATH_MS = 1200
"""Who has spoken within COMPANY_MS for longer in one breath than any command takes has company, and
may go on talking to it after a pause."""
TAIL_MS = 250
"""What is left of a stretch behind a command, if it is shorter than this, belongs to it."""


@dataclass(frozen=True, slots=True)
class Stretch:
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

    stretches: tuple[Stretch, ...]
    """At least one, oldest first."""
    is_talk: bool
    """Whether the same voice said something else shortly before, which was no command."""
    is_rest: bool = False
    """Whether it follows a command without a pause: more often the end of it than another one."""
    is_crowded: bool = False
    """Whether something else was said or sounded just before it, in the same breath."""
    is_faint: bool = False
    """Whether the user's commands of late were much louder."""
    is_in_company: bool = False
    """Whether the same voice has said of late what was too long for a command."""
    before: tuple[Stretch, ...] = ()
    """What the same voice said in the last TALK_MS before it, without a long pause, which was no
    command, and cannot have been the coach's."""

    @property
    def before_ms(self) -> int:
        """For how long the same voice spoke before it, pauses left out."""
        return _spoken_ms(self.before, self.began_ms)

    @property
    def began_ms(self) -> int:
        """When its first stretch began."""
        return self.stretches[0].began_ms

    @property
    def ended_ms(self) -> int | None:
        """When its last stretch ended; None while it goes on."""
        return self.stretches[-1].ended_ms

    @property
    def is_unlikely(self) -> bool:
        """Whether it must be so clear that there is no use in hearing it before it is over."""
        return self.is_talk or self.is_crowded or self.is_faint

    @property
    def level_db(self) -> float:
        """Its loudest moment, relative to full scale."""
        return max(stretch.level_db for stretch in self.stretches)

    def spoken_ms(self, now_ms: int) -> int:
        """How long it has lasted, pauses left out."""
        return _spoken_ms(self.stretches, now_ms)


def latest_utterances(
    stretches: Sequence[Stretch],
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
        for stretch in _unused_parts(stretches, since_ms)
        if stretch.ended_ms is None or stretch.ended_ms - stretch.began_ms >= shortest_ms
    ]
    breath = tuple(_one_breath(spoken))[::-1]
    if not breath:
        return ()
    *before, last = breath
    loudest_db = max((stretch.level_db for stretch in before), default=NOBODY_DB)
    level_db = max(loudest_db, last.level_db)
    is_faint = user_db is not None and level_db < user_db - FAINT_DB
    is_rest = breath[0].began_ms == since_ms
    whole = _with_what_came_before(
        Utterance(breath, is_talk=False, is_rest=is_rest, is_crowded=is_rest, is_faint=is_faint),
        spoken,
    )
    is_crowded = is_rest or loudest_db > last.level_db - CROWD_BELOW_DB
    alone = _with_what_came_before(replace(whole, stretches=(last,), is_crowded=is_crowded), spoken)
    return (whole, alone) if before else (whole,)


def _unused_parts(stretches: Sequence[Stretch], since_ms: int) -> Iterator[Stretch]:
    for stretch in stretches:
        if stretch.began_ms >= since_ms:
            yield stretch
        elif stretch.ended_ms is None or stretch.ended_ms > since_ms + TAIL_MS:
            yield replace(stretch, began_ms=since_ms)


def _with_what_came_before(utterance: Utterance, spoken: Sequence[Stretch]) -> Utterance:
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
        is_in_company=longest_ms > COMPANY_BREATH_MS,
    )


def _same_sentence(before: Sequence[Stretch], began_ms: int) -> Iterator[Stretch]:
    """What a person said without a long pause up to a time, newest first."""
    for stretch in reversed(before):
        if stretch.is_over_coach:
            continue
        if began_ms - _until(stretch, began_ms) > SENTENCE_PAUSE_MS:
            return
        began_ms = stretch.began_ms
        yield stretch


def _longest_breath_ms(stretches: Sequence[Stretch], since_ms: int, until_ms: int) -> int:
    """The longest time that a person spoke in one breath, of those that ended after `since_ms`."""
    longest_ms = spoken_ms = last_ms = 0
    for stretch in stretches:
        if stretch.is_over_coach:
            continue
        ended_ms = _until(stretch, until_ms)
        is_same_breath = stretch.began_ms - last_ms <= GAP_MS
        spoken_ms = spoken_ms * is_same_breath + ended_ms - stretch.began_ms
        last_ms = ended_ms
        if ended_ms > since_ms:
            longest_ms = max(longest_ms, spoken_ms)
    return longest_ms


def _one_breath(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The last stretches that follow each other closely, newest first.

    Quieter ones among them and after them are those of others in the background.
    """
    last: Stretch | None = None
    loudest_db = _loudest_of_late(stretches)
    for stretch in reversed(stretches):
        if last and (stretch.ended_ms is None or last.began_ms - stretch.ended_ms > GAP_MS):
            return
        if stretch.level_db > loudest_db - OTHERS_BELOW_DB:
            last = stretch
            yield stretch


def _loudest_of_late(stretches: Sequence[Stretch]) -> float:
    """The loudest moment of the last stretch and of what it follows within a gap."""
    if not stretches:
        return 0.0
    since_ms = stretches[-1].began_ms - GAP_MS
    return max(
        stretch.level_db
        for stretch in stretches
        if stretch.ended_ms is None or stretch.ended_ms >= since_ms
    )


def _until(stretch: Stretch, now_ms: int) -> int:
    return stretch.ended_ms if stretch.ended_ms is not None else now_ms


def _spoken_ms(stretches: Sequence[Stretch], now_ms: int) -> int:
    return sum(_until(stretch, now_ms) - stretch.began_ms for stretch in stretches)
