"""Words in sentences, which the command spotter tells from commands alone."""

from dataclasses import dataclass, replace

from scripts.lab.thresholds import THRESHOLDS
from tests.hearing.loudness import (
    LoudnessRecognizer,
    feed,
    grammar,
    listening,
    scripted,
    signal,
    words_of,
)
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.dialogue.sentences import SentenceGrammar
from voicecoach.hearing.decision import Hypothesis, Reading, says_several_things
from voicecoach.hearing.sentence_time import SENTENCE_QUIET_MS
from voicecoach.hearing.spotter import CommandSpotter

TALK = [(at_ms, 0.4) for at_ms in range(1000, 3000, 500)]


@dataclass
class SentenceRecognizer(LoudnessRecognizer):
    """Takes words together with others for part of a sentence."""

    def conclude(self) -> list[Hypothesis]:
        text = self._text(len(self.heard))
        return [Hypothesis(text if "[unk]" not in text else "[unk]", 50)]


def in_sentences(words: dict[float, str]) -> CommandSpotter:
    return CommandSpotter(
        lambda wordings: SentenceRecognizer(words, margin=0), thresholds=THRESHOLDS
    )


def test_a_word_that_ends_a_sentence_is_a_part_of_it() -> None:
    hearing = listening(in_sentences({0.5: "next"}), "next")
    assert feed(hearing, signal(4000, (1000, 0.4), (2200, 0.5))) == []


def test_speech_over_the_coach_does_not_make_a_word_part_of_a_sentence() -> None:
    hearing = listening(in_sentences({0.5: "next"}), "next")
    sound = signal(4000, (1000, 0.4), (2200, 0.5))
    assert words_of(feed(hearing, sound, coach_until_ms=1800)) == ["next"]


def test_the_speech_before_a_word_is_recognized_once() -> None:
    made = []

    def new_recognizer(wordings: tuple[str, ...]) -> SentenceRecognizer:
        made.append(SentenceRecognizer({0.5: "next"}, margin=0))
        return made[-1]

    hearing = listening(CommandSpotter(new_recognizer, thresholds=THRESHOLDS), "next")
    assert feed(hearing, signal(4000, (1000, 0.4), (2200, 0.5))) == []
    both = [each for each in made if {0.4, 0.5} <= set(each.heard)]
    assert len(both) == 2, "at its end, and with its soft end"


def test_a_word_long_after_a_sentence_is_none_of_it() -> None:
    hearing = listening(in_sentences({0.5: "next"}), "next")
    assert words_of(feed(hearing, signal(8000, (1000, 0.4), (6000, 0.5)))) == ["next"]


def test_a_command_is_not_part_of_the_one_before_it() -> None:
    hearing = listening(in_sentences({0.5: "next", 0.4: "back"}), "next", "back")
    assert words_of(feed(hearing, signal(4000, (1000, 0.4), (2200, 0.5)))) == ["back", "next"]


def test_a_clear_stop_word_is_obeyed_behind_a_sentence() -> None:
    hearing = listening(in_sentences({0.5: "stop"}), "stop", at_once=("stop",))
    assert words_of(feed(hearing, signal(4000, (1000, 0.4), (2200, 0.5)))) == ["stop"]


def test_a_word_right_behind_talk_is_part_of_it() -> None:
    hearing = listening(scripted({0.5: "next"}, margin=7), "next")
    assert feed(hearing, signal(6000, *TALK, (4000, 0.5))) == []
    assert words_of(feed(hearing, signal(6000, (5000, 0.5)), at_ms=6000)) == ["next"]


def test_right_behind_talk_a_stop_word_must_be_clear() -> None:
    sound = signal(6000, *TALK, (4000, 0.5))

    def told(margin: float) -> list[str]:
        hearing = scripted({0.5: "stop"}, margin)
        return words_of(feed(listening(hearing, "stop", at_once=("stop",)), sound))

    assert told(2) == []
    assert told(7) == ["stop"]


def with_sentences(*words: str) -> Grammar:
    alone = grammar(*words)
    sentences = SentenceGrammar(
        alone.commands,
        decoys=("not",),
        before=("okay",),
        phrases=(*alone.commands, "okay", "not"),
    )
    return replace(alone, sentences=sentences)


SPEAKER = {0.2: "okay", 0.4: "stop", 0.6: "not"}


def test_a_command_in_a_sentence_is_heard_after_the_sentence() -> None:
    hearing = scripted(SPEAKER)
    hearing.listen_for(with_sentences("stop", "next"))
    ((decided_ms, heard),) = feed(hearing, signal(3000, (1000, 0.2), (1400, 0.4)))
    assert heard.words == "stop"
    assert 1300 < heard.began_ms < 1500
    assert decided_ms > heard.ended_ms + SENTENCE_QUIET_MS


def test_a_negated_command_is_not_heard() -> None:
    hearing = scripted(SPEAKER)
    hearing.listen_for(with_sentences("stop", "next"))
    assert feed(hearing, signal(3000, (1000, 0.6), (1400, 0.4))) == []


def test_without_sentences_only_a_command_alone_is_heard() -> None:
    hearing = listening(scripted(SPEAKER), "stop", "next")
    assert feed(hearing, signal(3000, (1000, 0.2), (1400, 0.4))) == []


def test_two_commands_in_a_breath_are_read_as_a_sentence() -> None:
    """Among sentences there is "don't stop", which sounds like "down, stop"."""
    sound = signal(3000, (1000, 0.2), (1400, 0.4))
    words = {0.2: "next", 0.4: "stop"}
    hearing = scripted(words)
    hearing.listen_for(with_sentences("stop", "next"))
    ((decided_ms, _), *more) = told = feed(hearing, sound)
    assert words_of(told) == ["next", "stop"]
    assert decided_ms > more[0][1].ended_ms + SENTENCE_QUIET_MS
    assert words_of(feed(listening(scripted(words), "stop", "next"), sound)) == ["next", "stop"]


def test_counts_in_a_breath_are_not_a_sentence() -> None:
    reading = Reading(("one", "two"), 5.0)
    both = Grammar({"one": Intent.NUMBER, "two": Intent.NUMBER, "stop": Intent.STOP})
    assert not says_several_things(reading, both)
    assert says_several_things(Reading(("one", "stop"), 5.0), both)
