"""Decides from a recognizer's hypotheses of an utterance which commands count as said."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Protocol

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.dialogue.wordings import COUNTED, UNKNOWN
from voicecoach.dataclass import dataclass
from voicecoach.hearing.thresholds import DecisionThresholds, RequiredConfidence
from voicecoach.hearing.utterances import Utterance

SURE_MARGIN = 8.0
"""Margin of a reading without any rival."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One of the recognizer's alternatives for an utterance."""

    text: str
    score: float
    """Log likelihood, as scaled by the recognizer; only differences are meaningful."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The commands that an utterance most likely consists of."""

    commands: tuple[str, ...]
    """In order; empty if no hypothesis consists of commands alone."""
    margin: float
    """Lead over the best rival, in log likelihood; negative if the rival is more likely."""
    spoken: tuple[str, ...] = ()
    """Everything that was said, fillers among the commands; empty: the commands alone."""
    opposite_margin: float = SURE_MARGIN
    """Lead over the likeliest text with a negation."""
    is_found: bool = False
    """True if a long sentence was also the likeliest text among all that can be said."""


class ReadableGrammar(Protocol):
    """A grammar that tells what recognized text means."""

    @property
    def commands(self) -> Mapping[str, Intent]:
        """Wordings with a meaning."""
        ...

    @property
    def at_once(self) -> frozenset[str]:
        """Wordings acted on before the utterance ends."""
        ...

    @property
    def expected(self) -> frozenset[str]:
        """Wordings that answer what the coach waits for, with a lower required confidence."""
        ...

    @property
    def careful(self) -> frozenset[str]:
        """Wordings that are asked about unless they are very clear."""
        ...

    @property
    def beginnings(self) -> frozenset[str]:
        """Wordings that may become another one while they are said."""
        ...

    @property
    def phrases(self) -> tuple[str, ...]:
        """Phrases that the recognizer is made for."""
        ...

    def spoken(self, text: str) -> tuple[str, ...]:
        """Wordings that occur in recognized text, in order."""
        ...

    def commands_in(self, text: str) -> tuple[str, ...]:
        """Commands that recognized text consists of; empty if it contains anything else."""
        ...


Meaning = tuple[Intent, ...] | None
"""Meaning of a text as commands; None: something else."""

NOTHING = Reading((), -SURE_MARGIN)


def read(hypotheses: Sequence[Hypothesis], grammar: ReadableGrammar) -> Reading:
    """The best reading as commands, with its margin over the best other meaning.

    Wordings of the same intent are not rivals: "next" and "next one" mean the same.
    """
    best: dict[Meaning, tuple[Hypothesis, tuple[str, ...]]] = {}
    for hypothesis in hypotheses:
        commands = grammar.commands_in(hypothesis.text)
        meaning: Meaning = tuple(grammar.commands[each] for each in commands) or None
        if meaning not in best or hypothesis.score > best[meaning][0].score:
            best[meaning] = hypothesis, commands
    meant = [meaning for meaning in best if meaning is not None]
    if not meant:
        return NOTHING
    likeliest = max(meant, key=lambda meaning: best[meaning][0].score)
    said, commands = best.pop(likeliest)
    rivals = [rival.score for rival, _ in best.values()]
    margin = said.score - max(rivals) if rivals else SURE_MARGIN
    return Reading(commands, min(margin, SURE_MARGIN), grammar.spoken(said.text))


def says_several_things(reading: Reading, grammar: ReadableGrammar) -> bool:
    """True if the commands mean different things, other than counts: "down, stop"."""
    meant = {grammar.commands[command] for command in reading.commands}
    return len(meant) > 1 and not meant <= COUNTED


def holds_in_context(
    hypotheses: Sequence[Hypothesis],
    commands: Sequence[str],
    before_ms: int,
    *,
    grammar: Grammar,
    thresholds: DecisionThresholds,
) -> bool:
    """True if commands still count when recognized together with the speech before them.

    `before_ms` is the duration of that speech. After more than a word or two outside the grammar,
    the commands are the end of a sentence. Noise, even as loud, is recognized as nothing.
    """
    ending, others = _by_their_end(hypotheses, commands, grammar)
    if _margin(ending, others) < thresholds.context_margin:
        return False
    return before_ms < thresholds.sentence_ms or UNKNOWN not in _best(ending).text.split()


def _by_their_end(
    hypotheses: Sequence[Hypothesis], commands: Sequence[str], grammar: Grammar
) -> tuple[list[Hypothesis], list[Hypothesis]]:
    """The hypotheses that end with the meaning of these commands, and the others."""
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
    """Intents of the last commands in a text, at most `most`; None for a wording without intent."""
    found = grammar.spoken(text)[-most:]
    is_all = bool(found) and text.endswith(found[-1])
    return [grammar.commands.get(each) for each in found] if is_all else []


class Verdict(Enum):
    """Decision on a reading."""

    WAIT = "wait"
    """Not certain enough yet."""
    TAKE = "take"
    """Accept the commands."""
    ASK = "ask"
    """Doubtful: only a question may follow from the commands."""


def judge(
    reading: Reading,
    utterance: Utterance,
    quiet_ms: int,
    *,
    grammar: ReadableGrammar,
    thresholds: DecisionThresholds,
    in_noise: bool = False,
) -> Verdict:
    """Decide on the reading of an utterance after `quiet_ms` of quiet.

    A reading that meets only the last requirement is less likely than something else. It is only
    asked about, unless the coach waits for it, it is acted on at once, or `in_noise`, where no
    word is clear.
    """
    if not reading.commands or not _duration_fits(reading.commands, utterance, thresholds):
        return Verdict.WAIT
    urgent = grammar.at_once.issuperset(reading.commands)
    requirements = thresholds.at_once if urgent else _others(reading, grammar, thresholds)
    margins = [
        requirement.margin for requirement in requirements if quiet_ms >= requirement.quiet_ms
    ]
    if not margins:
        return Verdict.WAIT
    is_of_others = utterance.is_talk or utterance.is_quieter_than_usual
    if is_of_others and not urgent:
        return Verdict.WAIT
    wanted = min(margins)
    wanted += (
        thresholds.talk_margin * is_of_others
        + thresholds.follows_sound_margin * utterance.follows_sound
    )
    is_expected = grammar.expected.issuperset(reading.commands)
    wanted -= thresholds.expected_margin * is_expected
    is_over = quiet_ms >= requirements[-1].quiet_ms
    sure = wanted + thresholds.conversation_margin * utterance.in_conversation
    if is_over and not (is_expected or urgent or in_noise):
        sure += requirements[-2].margin - requirements[-1].margin
    if not grammar.careful.isdisjoint(reading.commands):
        sure = max(sure, thresholds.careful_margin)
    if reading.margin >= sure:
        return Verdict.TAKE
    doubt_margin = 0.0 if utterance.in_conversation else thresholds.doubt_margin
    worth_asking = reading.margin >= wanted - doubt_margin
    may_be_meant = not (is_of_others or utterance.follows_sound)
    return Verdict.ASK if is_over and worth_asking and may_be_meant else Verdict.WAIT


def _others(
    reading: Reading, grammar: ReadableGrammar, thresholds: DecisionThresholds
) -> tuple[RequiredConfidence, ...]:
    """Requirements for commands that are not acted on at once, from the shortest quiet on."""
    # "Twenty four" has a gap as long as the first quiet.
    may_go_on = reading.commands[-1] in grammar.beginnings
    return thresholds.others[1:] if may_go_on else thresholds.others


def judge_streaming(
    reading: Reading, *, grammar: ReadableGrammar, thresholds: DecisionThresholds
) -> Verdict:
    """Decide on a reading of the streaming pass, whose utterance has no known times."""
    if not reading.commands:
        return Verdict.WAIT
    wanted = thresholds.streaming_margin
    wanted -= thresholds.expected_margin * grammar.expected.issuperset(reading.commands)
    if reading.margin >= wanted:
        return Verdict.TAKE
    return Verdict.ASK if reading.margin >= wanted - thresholds.doubt_margin else Verdict.WAIT


def _duration_fits(
    commands: Sequence[str], utterance: Utterance, thresholds: DecisionThresholds
) -> bool:
    """True if the commands can have been said in the duration of the utterance."""
    if utterance.ended_ms is None:
        return True
    letters = sum(len(command) for command in commands)
    spoken_ms = utterance.spoken_ms(utterance.ended_ms)
    longest_ms = thresholds.slow_word_ms * len(commands) + thresholds.slow_letter_ms * letters
    is_too_long = spoken_ms > longest_ms and not utterance.may_begin_with_noise
    return thresholds.letter_ms * letters <= spoken_ms and not is_too_long


def judge_sentence(
    reading: Reading,
    utterance: Utterance,
    *,
    grammar: ReadableGrammar,
    thresholds: DecisionThresholds,
) -> Verdict:
    """Decide on the reading of a whole utterance as a sentence, once it is over."""
    if not reading.commands or not _duration_fits(reading.spoken, utterance, thresholds):
        return Verdict.WAIT
    wanted = thresholds.sentence_margin
    wanted -= thresholds.expected_margin * grammar.expected.issuperset(reading.commands)
    if utterance.in_conversation:
        wanted += thresholds.conversation_margin
    elif reading.is_found:
        wanted -= thresholds.found_margin
    if len(reading.commands) > 1:
        wanted = max(wanted, thresholds.several_commands_margin)
    if reading.margin >= wanted and reading.opposite_margin >= thresholds.opposite_margin:
        return Verdict.TAKE
    is_near = reading.margin >= wanted - thresholds.doubt_margin
    is_worth_asking = is_near and reading.opposite_margin >= 0
    return Verdict.ASK if is_worth_asking and not utterance.in_conversation else Verdict.WAIT
