"""Decisions on the readings of an utterance."""

from dataclasses import replace

import pytest

from scripts.lab.thresholds import THRESHOLDS
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.hearing.decision import (
    NOTHING,
    SURE_MARGIN,
    Hypothesis,
    Reading,
    Verdict,
    holds_in_context,
    judge,
    judge_streaming,
    read,
)
from voicecoach.hearing.utterances import SpeechSegment, Utterance

GRAMMAR = Grammar(
    {
        "next": Intent.NEXT,
        "next one": Intent.NEXT,
        "skip it": Intent.SKIP,
        "pause": Intent.PAUSE,
        "resume": Intent.RESUME,
        "stop": Intent.STOP,
        "back": Intent.BACK,
        "go back": Intent.BACK,
        "go": Intent.READY,
        "how many left": Intent.HOW_MANY_LEFT,
        "got it": Intent.GOT_IT,
    },
    decoys=("paws",),
    at_once=frozenset({"stop"}),
)
WORD = Utterance((SpeechSegment(1000, 1400, -20),), is_talk=False)
TALK = Utterance((SpeechSegment(1000, 1400, -20),), is_talk=True)
CROWDED = Utterance((SpeechSegment(1000, 1400, -20),), is_talk=False, follows_sound=True)
FAINT = Utterance((SpeechSegment(1000, 1400, -20),), is_talk=False, is_quieter_than_usual=True)
IN_COMPANY = Utterance((SpeechSegment(1000, 1400, -20),), is_talk=False, in_conversation=True)


def hypotheses(**scores: float) -> list[Hypothesis]:
    """Hypotheses by texts, with "_" for spaces and "unk" for unknown words, and scores."""
    return [
        Hypothesis(text.replace("_", " ").replace("unk", "[unk]"), score)
        for text, score in scores.items()
    ]


@pytest.mark.parametrize(
    ("heard", "commands", "margin"),
    [
        ({"next": 12, "unk": 11}, ("next",), 1),
        ({"unk": 12, "next": 11.5}, ("next",), -0.5),
        ({"next": 12, "next_one": 11.9, "unk": 10}, ("next",), 2),
        ({"next": 12, "stop": 11}, ("next",), 1),
        ({"next": 12}, ("next",), SURE_MARGIN),
        ({"go_back": 12, "unk": 11}, ("go back",), 1),
        ({"pause_resume": 12, "unk": 9}, ("pause", "resume"), 3),
        ({"stop_stop": 12, "unk": 11}, ("stop",), 1),
        ({"next_next_one": 12, "unk": 11}, ("next one",), 1),
        ({"got_it_got_it": 12, "unk": 11}, ("got it", "got it"), 1),
        ({"resume_it": 12, "unk": 11}, ("resume",), 1),
        ({"resume_it_it": 12, "unk": 11}, (), None),
        ({"unk_stop": 12, "unk": 11}, (), None),
        ({"paws": 12, "pause": 11}, ("pause",), -1),
        ({"paws": 12, "unk": 11}, (), None),
        ({"unk": 12}, (), None),
        ({"banana": 12}, (), None),
        ({}, (), None),
    ],
)
def test_a_reading_is_compared_with_all_that_means_something_else(
    heard: dict[str, float], commands: tuple[str, ...], margin: float | None
) -> None:
    reading = read(hypotheses(**heard), GRAMMAR)
    assert reading.commands == commands
    assert reading.margin == (NOTHING.margin if margin is None else pytest.approx(margin))


def verdict(
    margin: float,
    quiet_ms: int,
    utterance: Utterance = WORD,
    *,
    urgent: bool = False,
    in_noise: bool = False,
) -> Verdict:
    reading = Reading(("stop",) if urgent else ("next",), margin)
    return judge(
        reading, utterance, quiet_ms, grammar=GRAMMAR, thresholds=THRESHOLDS, in_noise=in_noise
    )


@pytest.mark.parametrize("urgent", [True, False])
def test_each_step_of_quiet_wants_less(urgent: bool) -> None:
    steps = THRESHOLDS.at_once if urgent else THRESHOLDS.others
    for step in steps:
        decided = verdict(step.margin, step.quiet_ms, urgent=urgent, in_noise=True)
        assert decided is Verdict.TAKE
        assert verdict(step.margin, step.quiet_ms - 10, urgent=urgent) is Verdict.WAIT
    assert [step.margin for step in steps] == sorted((s.margin for s in steps), reverse=True)


def test_a_command_less_likely_than_something_else_is_asked_about_in_quiet() -> None:
    before, last = THRESHOLDS.others[-2:]
    assert verdict(before.margin, last.quiet_ms) is Verdict.TAKE
    assert verdict(before.margin - 0.01, last.quiet_ms) is Verdict.ASK
    assert verdict(last.margin, last.quiet_ms, in_noise=True) is Verdict.TAKE
    assert verdict(THRESHOLDS.at_once[-1].margin, last.quiet_ms, urgent=True) is Verdict.TAKE


def test_a_command_that_may_be_another_one_is_asked_about_unless_it_is_very_clear() -> None:
    grammar = replace(GRAMMAR, careful=frozenset({"next"}))

    def verdict_on(margin: float) -> Verdict:
        reading = Reading(("next",), margin)
        return judge(reading, WORD, 500, grammar=grammar, thresholds=THRESHOLDS)

    assert verdict_on(THRESHOLDS.careful_margin) is Verdict.TAKE
    assert verdict_on(THRESHOLDS.careful_margin - 0.1) is Verdict.ASK


def test_a_word_acted_on_at_once_needs_less_quiet() -> None:
    assert THRESHOLDS.at_once[0].quiet_ms < THRESHOLDS.others[0].quiet_ms


@pytest.mark.parametrize(
    ("utterance", "urgent"),
    [(CROWDED, False), (CROWDED, True), (TALK, True), (FAINT, True)],
)
def test_a_reading_that_is_unlikely_for_the_coach_needs_a_larger_margin(
    utterance: Utterance, urgent: bool
) -> None:
    enough = (THRESHOLDS.at_once if urgent else THRESHOLDS.others)[-1].margin
    assert verdict(enough, 500, urgent=urgent, in_noise=True) is Verdict.TAKE
    assert verdict(enough, 500, utterance, urgent=urgent, in_noise=True) is Verdict.WAIT
    assert verdict(SURE_MARGIN, 500, utterance, urgent=urgent) is Verdict.TAKE


@pytest.mark.parametrize("utterance", [TALK, FAINT])
def test_from_other_voices_only_commands_acted_on_at_once_count(utterance: Utterance) -> None:
    assert verdict(SURE_MARGIN, 500, utterance) is Verdict.WAIT


def test_an_expected_command_needs_a_smaller_margin() -> None:
    waiting = replace(GRAMMAR, expected=frozenset({"resume"}))
    enough = THRESHOLDS.others[-1].margin - THRESHOLDS.expected_margin

    def verdict_on(*words: str) -> Verdict:
        reading = Reading(words, enough)
        return judge(reading, WORD, 500, grammar=waiting, thresholds=THRESHOLDS)

    assert verdict_on("resume") is Verdict.TAKE
    assert verdict_on("next") is Verdict.ASK


def test_a_nearly_clear_command_is_asked_about_once_the_utterance_is_over() -> None:
    last = THRESHOLDS.others[-1]
    nearly = last.margin - 0.1
    assert verdict(nearly, last.quiet_ms - 10) is Verdict.WAIT
    assert verdict(nearly, last.quiet_ms) is Verdict.ASK
    assert verdict(nearly - THRESHOLDS.doubt_margin, last.quiet_ms) is Verdict.WAIT


def test_after_conversation_a_command_is_asked_about_that_otherwise_counts() -> None:
    enough = THRESHOLDS.others[-1].margin
    assert verdict(enough, 500, IN_COMPANY) is Verdict.ASK
    assert verdict(enough - 0.01, 500, IN_COMPANY) is Verdict.WAIT
    clear = THRESHOLDS.others[-2].margin + THRESHOLDS.conversation_margin
    assert verdict(clear, 500, IN_COMPANY) is Verdict.TAKE


@pytest.mark.parametrize("utterance", [TALK, CROWDED, FAINT])
def test_the_speech_of_others_leads_to_no_question(utterance: Utterance) -> None:
    margins = [tenth / 10 for tenth in range(-50, 80)]
    assert Verdict.ASK not in {verdict(margin, 500, utterance) for margin in margins}


@pytest.mark.parametrize("spoken_ms", [90, 2500])
def test_a_word_can_be_neither_too_short_nor_too_long(spoken_ms: int) -> None:
    utterance = Utterance((SpeechSegment(1000, 1000 + spoken_ms, -20),), is_talk=False)
    reading = Reading(("how many left",), SURE_MARGIN)
    assert judge(reading, utterance, 500, grammar=GRAMMAR, thresholds=THRESHOLDS) is Verdict.WAIT


def test_a_word_may_be_too_long_if_it_began_with_noise() -> None:
    reading = Reading(("stop",), SURE_MARGIN)

    def verdict_on(spoken_ms: int) -> Verdict:
        segment = SpeechSegment(1000, 1000 + spoken_ms, -20)
        utterance = Utterance((segment,), is_talk=False, may_begin_with_noise=True)
        return judge(reading, utterance, 500, grammar=GRAMMAR, thresholds=THRESHOLDS)

    assert verdict_on(2000) is Verdict.TAKE
    assert verdict_on(90) is Verdict.WAIT


def test_a_word_that_may_become_another_one_is_waited_for() -> None:
    grammar = replace(GRAMMAR, beginnings=frozenset({"next"}))
    first, second, *_ = THRESHOLDS.others

    def verdict_on(command: str, quiet_ms: int) -> Verdict:
        reading = Reading((command,), SURE_MARGIN)
        return judge(reading, WORD, quiet_ms, grammar=grammar, thresholds=THRESHOLDS)

    assert verdict_on("back", first.quiet_ms) is Verdict.TAKE
    assert verdict_on("next", second.quiet_ms - 10) is Verdict.WAIT
    assert verdict_on("next", second.quiet_ms) is Verdict.TAKE


def test_nothing_is_nothing() -> None:
    assert judge(NOTHING, WORD, 500, grammar=GRAMMAR, thresholds=THRESHOLDS) is Verdict.WAIT


def least_margin(heard: dict[str, float], *commands: str) -> float:
    """Largest margin in whole numbers with which these commands still hold."""
    found = hypotheses(**heard)
    asked = range(-round(SURE_MARGIN), round(SURE_MARGIN) + 1)
    return max(
        margin
        for margin in asked
        if holds_in_context(
            found,
            commands,
            before_ms=0,
            grammar=GRAMMAR,
            thresholds=replace(THRESHOLDS, context_margin=margin),
        )
    )


@pytest.mark.parametrize(
    ("heard", "margin"),
    [
        ({"unk_next": 12, "unk": 10}, 2),
        ({"unk": 12, "unk_next": 11}, -1),
        ({"unk_go_next_one": 12, "unk": 11}, 1),
        ({"next": 12}, SURE_MARGIN),
        ({"unk": 12}, -SURE_MARGIN),
        ({"next_unk": 12, "unk_next": 9}, -3),
        ({"next_paws": 12, "unk_next": 11}, -1),
        ({"unk_stop": 12, "unk_next": 11}, -1),
    ],
)
def test_a_command_at_the_end_is_compared_with_any_other_end(
    heard: dict[str, float], margin: float
) -> None:
    assert least_margin(heard, "next") == margin


def test_several_commands_at_the_end_count_in_their_order() -> None:
    heard = {"unk_resume_next": 12.0, "unk_next_resume": 11.0}
    assert least_margin(heard, "next", "resume") == -1


@pytest.mark.parametrize(
    ("heard", "before_ms", "is_command"),
    [
        ({"next": 12}, 1500, True),
        ({"unk_next": 12}, 1500, False),
        ({"unk_next": 12}, 400, True),
        ({"unk_next": 11, "next": 12}, 1500, True),
        ({"unk_next": 12, "next": 11}, 1500, False),
        ({"resume_next": 12}, 1500, True),
        ({"unk": 12, "next": 10}, 400, True),
        ({"unk": 12, "next": 9.9}, 400, False),
        ({"unk": 12}, 400, False),
    ],
)
def test_a_command_behind_a_sentence_is_the_end_of_it(
    heard: dict[str, float], before_ms: int, is_command: bool
) -> None:
    found = hypotheses(**heard)
    stood = holds_in_context(found, ("next",), before_ms, grammar=GRAMMAR, thresholds=THRESHOLDS)
    assert stood is is_command


@pytest.mark.parametrize(
    ("margin", "expected", "verdict"),
    [
        (1.0, False, Verdict.TAKE),
        (0.9, False, Verdict.ASK),
        (-0.6, False, Verdict.WAIT),
        (0.0, True, Verdict.TAKE),
        (-1.6, True, Verdict.WAIT),
    ],
)
def test_a_reading_of_the_streaming_pass_must_be_clear(
    margin: float, expected: bool, verdict: Verdict
) -> None:
    grammar = replace(GRAMMAR, expected=frozenset({"next"})) if expected else GRAMMAR
    reading = Reading(("next",), margin)
    assert judge_streaming(reading, grammar=grammar, thresholds=THRESHOLDS) is verdict


def test_nothing_found_is_nothing_to_judge() -> None:
    assert judge_streaming(NOTHING, grammar=GRAMMAR, thresholds=THRESHOLDS) is Verdict.WAIT
