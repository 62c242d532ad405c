"""From what a recognizer takes an utterance for to the commands that count as said."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby, pairwise

from voicecoach.core.dialogue.intents import Grammar, Intent, find_commands
from voicecoach.core.events import Heard
from voicecoach.hearing.utterances import Utterance

UNKNOWN = "[unk]"
"""What the recognizer writes for speech that is none of its wordings."""
SURE_MARGIN = 8.0
"""The margin of what has no rival at all."""
MOST_STRAY_WORDS = 1
"""Words of the grammar beside a command ("resume it") that do not make it something else: the
recognizer, which may join all words of its wordings, hears breath as a short one."""


COUNTED = frozenset({Intent.NUMBER, Intent.GOT_IT})
"""Intents of which each one said counts."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One way to understand an utterance."""

    text: str
    score: float
    """Its log likelihood, as the recognizer scales it; only differences tell something."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The commands that an utterance most likely consists of."""

    commands: tuple[str, ...]
    """In order; empty when no hypothesis is made of commands alone."""
    margin: float
    """By how much they are likelier than anything else; below 0: less likely."""


Meaning = tuple[Intent, ...] | None
"""What a text means as commands; None: something else."""

NOTHING = Reading((), -SURE_MARGIN)


def read(hypotheses: Sequence[Hypothesis], grammar: Grammar) -> Reading:
    """The best reading as commands, compared with the best that means something else.

    Wordings of the same intent are no rivals: "next" and "next one" mean the same.
    """
    best: dict[Meaning, tuple[float, tuple[str, ...]]] = {}
    for hypothesis in hypotheses:
        commands = _commands_alone(hypothesis.text, grammar)
        meaning: Meaning = tuple(grammar.commands[each] for each in commands) or None
        score, _ = best.get(meaning, (float("-inf"), ()))
        if hypothesis.score > score:
            best[meaning] = (hypothesis.score, commands)
    as_commands = {meaning: found for meaning, found in best.items() if meaning is not None}
    if not as_commands:
        return NOTHING
    likeliest = max(as_commands, key=lambda each: as_commands[each][0])
    score, commands = as_commands[likeliest]
    rivals = [other for key, (other, _) in best.items() if key != likeliest]
    margin = score - max(rivals) if rivals else SURE_MARGIN
    return Reading(commands, min(margin, SURE_MARGIN))


def holds_in_context(
    hypotheses: Sequence[Hypothesis],
    commands: Sequence[str],
    before_ms: int,
    *,
    grammar: Grammar,
    thresholds: "DecisionThresholds",
) -> bool:
    """Whether commands still count when they are heard along with what the same voice said before.

    `before_ms` is for how long it spoke before them. After more than a word or two that is none of
    the grammar's, they are the end of a sentence. Noise, even as loud, is heard as nothing.
    """
    ending, others = _by_their_end(hypotheses, commands, grammar)
    if _margin(ending, others) < thresholds.context_margin:
        return False
    return before_ms < thresholds.sentence_ms or UNKNOWN not in _best(ending).text.split()


def _by_their_end(
    hypotheses: Sequence[Hypothesis], commands: Sequence[str], grammar: Grammar
) -> tuple[list[Hypothesis], list[Hypothesis]]:
    """Those that end with what these commands mean, and the others."""
    meant = [grammar.commands[command] for command in commands]
    parts: tuple[list[Hypothesis], list[Hypothesis]] = ([], [])
    for hypothesis in hypotheses:
        ends = _intents_at_the_end(hypothesis.text, len(meant), grammar) == meant
        parts[not ends].append(hypothesis)
    return parts


def _margin(ending: Sequence[Hypothesis], others: Sequence[Hypothesis]) -> float:
    if not ending:
        return -SURE_MARGIN
    return _best(ending).score - _best(others).score if others else SURE_MARGIN


def _best(hypotheses: Sequence[Hypothesis]) -> Hypothesis:
    return max(hypotheses, key=lambda each: each.score)


def _intents_at_the_end(text: str, most: int, grammar: Grammar) -> list[Intent | None]:
    """The last of them; None for what is no command."""
    found = find_commands(text, grammar.wordings)[-most:]
    is_all = bool(found) and text.endswith(found[-1])
    return [grammar.commands.get(each) for each in found] if is_all else []


def _commands_alone(text: str, grammar: Grammar) -> tuple[str, ...]:
    """The commands that a text consists of; empty when there is more to it."""
    spoken = text.split()
    found = find_commands(text, grammar.wordings)
    strays = len(spoken) - sum(len(each.split()) for each in found)
    if UNKNOWN in spoken or strays > MOST_STRAY_WORDS:
        return ()
    if not all(each in grammar.commands for each in found):
        return ()
    # "Stop, stop!" is one wish; counts are not.
    runs = groupby(found, key=lambda each: grammar.commands[each])
    return tuple(
        command
        for intent, run in runs
        for command in (run if intent in COUNTED else (max(run, key=len),))
    )


class Verdict(Enum):
    """What to make of a reading."""

    WAIT = "wait"
    """Not enough, as yet."""
    TAKE = "take"
    """That was said."""
    ASK = "ask"
    """That may have been said: nothing may follow from it but a question."""


@dataclass(frozen=True, slots=True)
class RequiredConfidence:
    """From this much quiet on, this margin is enough."""

    quiet_ms: int
    margin: float


@dataclass(frozen=True, slots=True)
class DecisionThresholds:
    """How certain a reading must be, and when; the defaults come from training recordings.

    A word that is clear counts as soon as the speaker falls silent; the longer nothing follows, the
    likelier it is that it was meant for the coach.
    """

    shortest_speech_ms: int = 80
    """A stretch shorter than this is a click, not a word."""
    at_once: tuple[RequiredConfidence, ...] = (
        RequiredConfidence(80, 0.3),
        RequiredConfidence(140, 0.0),
        RequiredConfidence(300, -1.0),
    )
    """For commands that are acted on at once."""
    others: tuple[RequiredConfidence, ...] = (
        RequiredConfidence(140, 0.4),
        RequiredConfidence(240, 0.0),
        RequiredConfidence(400, -1.0),
    )
    crowding_margin: float = 1.5
    """How much more is wanted of what comes right behind another sound..."""
    talk_margin: float = 2.0
    """... and in the middle of talk, or of somebody who is much quieter than the user. There only
    what is acted on at once counts at all: who reads "again" or "yes" aloud says it clearly."""
    conversation_margin: float = 1.5
    """How much more is wanted of who talked of late, or it is asked."""
    expected_margin: float = 0.5
    """How much less is enough for what the coach waits for."""
    doubt_margin: float = 0.6
    """What lacks no more than this is worth a question."""
    context_margin: float = -0.7
    """At least this must be left of a command when it is heard along with what the same voice said
    before it: in a sentence, a word is more likely a part of another one."""
    sentence_ms: int = 700
    """A command behind so much speech that is none of the grammar's is the end of a sentence."""
    letter_ms: int = 25
    """Nobody speaks faster than one letter in this time..."""
    slow_letter_ms: int = 90
    """... nor slower than one in this, after..."""
    slow_word_ms: int = 900
    """... so much for a word."""
    shown_ms: int = 60
    """A command that is acted on at once must have been shown unchanged for so long."""
    stable_ms: int = 600
    """Any other, where noise hides the end of speech."""
    streaming_margin: float = 0.2
    """What the recognizer found without being told when somebody speaks must be so certain."""

    @property
    def first_quiet_ms(self) -> int:
        """Before so much quiet nothing can count, and speech is taken to go on."""
        return min(demand.quiet_ms for demand in (*self.at_once, *self.others))


def judge(
    reading: Reading,
    utterance: Utterance,
    quiet_ms: int,
    *,
    grammar: Grammar,
    thresholds: DecisionThresholds,
) -> Verdict:
    """Whether the reading of an utterance counts after so much quiet."""
    if not reading.commands or not _fits(reading.commands, utterance, thresholds):
        return Verdict.WAIT
    urgent = grammar.at_once.issuperset(reading.commands)
    demands = thresholds.at_once if urgent else thresholds.others
    margins = [demand.margin for demand in demands if quiet_ms >= demand.quiet_ms]
    if not margins:
        return Verdict.WAIT
    is_of_others = utterance.is_talk or utterance.is_quieter_than_usual
    if is_of_others and not urgent:
        return Verdict.WAIT
    wanted = min(margins)
    wanted += (
        thresholds.talk_margin * is_of_others + thresholds.crowding_margin * utterance.follows_sound
    )
    wanted -= thresholds.expected_margin * grammar.expected.issuperset(reading.commands)
    if reading.margin >= wanted + thresholds.conversation_margin * utterance.in_conversation:
        return Verdict.TAKE
    is_over = quiet_ms >= demands[-1].quiet_ms
    doubt_margin = 0.0 if utterance.in_conversation else thresholds.doubt_margin
    worth_asking = reading.margin >= wanted - doubt_margin
    may_be_meant = not (is_of_others or utterance.follows_sound)
    return Verdict.ASK if is_over and worth_asking and may_be_meant else Verdict.WAIT


def judge_steady(reading: Reading, *, grammar: Grammar, thresholds: DecisionThresholds) -> Verdict:
    """Whether a reading counts of which only the recognizer knows when it was said."""
    if not reading.commands:
        return Verdict.WAIT
    wanted = thresholds.streaming_margin
    wanted -= thresholds.expected_margin * grammar.expected.issuperset(reading.commands)
    if reading.margin >= wanted:
        return Verdict.TAKE
    return Verdict.ASK if reading.margin >= wanted - thresholds.doubt_margin else Verdict.WAIT


def _fits(commands: Sequence[str], utterance: Utterance, thresholds: DecisionThresholds) -> bool:
    """Whether the commands can have been said in this time."""
    letters = sum(len(command) for command in commands)
    spoken_ms = utterance.spoken_ms(utterance.ended_ms or utterance.segments[-1].began_ms)
    longest_ms = thresholds.slow_word_ms * len(commands) + thresholds.slow_letter_ms * letters
    return utterance.ended_ms is None or thresholds.letter_ms * letters <= spoken_ms <= longest_ms


def heard_in(
    reading: Reading, utterance: Utterance, now_ms: int, *, doubtful: bool
) -> tuple[Heard, ...]:
    """The commands of an utterance, each with its own part of the time.

    Each has a stretch of its own where there are as many; else all get an equal share, the best
    that the level alone can tell.
    """
    ended_ms = now_ms if utterance.ended_ms is None else utterance.ended_ms
    commands, segments = reading.commands, utterance.segments
    if len(segments) == len(commands):
        times = [(each.began_ms, each.ended_ms or now_ms) for each in segments]
    else:
        share_ms = (ended_ms - utterance.began_ms) / len(commands)
        edges_ms = [round(utterance.began_ms + share_ms * at) for at in range(len(commands) + 1)]
        times = list(pairwise(edges_ms))
    return tuple(
        Heard(command, began_ms, until_ms, is_doubtful=doubtful)
        for command, (began_ms, until_ms) in zip(commands, times, strict=True)
    )
