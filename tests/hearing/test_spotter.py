"""The command spotter with scripted recognizers."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from scripts.lab.thresholds import THRESHOLDS
from tests.hearing.loudness import (
    BLOCK_MS,
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
from voicecoach.core.events import Heard, NotUnderstood
from voicecoach.hearing.decision import Hypothesis
from voicecoach.hearing.missed import SILENCE_MS
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.sound.clip import Samples


def test_a_word_is_decided_soon_after_its_end_with_its_times() -> None:
    hearing = listening(scripted({0.5: "next"}), "next")
    ((told_ms, heard),) = feed(hearing, signal(3000, (1000, 0.5)))
    assert abs(heard.began_ms - 1000) <= 20
    assert abs(heard.ended_ms - 1400) <= 20
    assert told_ms <= 1580
    assert not heard.is_doubtful


def test_a_less_clear_word_is_asked_about_later() -> None:
    hearing = listening(scripted({0.5: "next"}, margin=0), "next")
    ((told_ms, heard),) = feed(hearing, signal(3000, (1000, 0.5)))
    assert 1780 < told_ms <= 1860
    assert heard.is_doubtful


def test_a_word_that_is_not_clear_is_doubtful() -> None:
    hearing = listening(scripted({0.5: "next"}, margin=-2), "next")
    ((_, heard),) = feed(hearing, signal(3000, (1000, 0.5)))
    assert heard.is_doubtful


def test_a_hardly_recognizable_word_is_not_accepted() -> None:
    hearing = listening(scripted({0.5: "next"}, margin=-4), "next")
    assert feed(hearing, signal(3000, (1000, 0.5))) == []


def test_a_stop_word_is_decided_before_its_end() -> None:
    hearing = listening(scripted({0.5: "stop"}), "stop", at_once=("stop",))
    ((told_ms, _),) = feed(hearing, signal(3000, (1000, 0.5)))
    assert told_ms < 1400


def test_consecutive_words_are_each_decided_once() -> None:
    words = {0.5: "pause", 0.25: "resume"}
    hearing = listening(scripted(words), "pause", "resume", at_once=("pause",))
    told = feed(hearing, signal(5000, (1000, 0.5), (2000, 0.25), (3000, 0.5)))
    assert words_of(told) == ["pause", "resume", "pause"]


def test_two_words_with_a_short_pause_are_both_accepted() -> None:
    hearing = listening(scripted({0.5: "pause", 0.25: "resume"}), "pause", "resume")
    told = feed(hearing, signal(4000, (1000, 0.5), (1600, 0.25)))
    assert words_of(told) == ["pause", "resume"]


def test_decoys_are_recognized_and_not_accepted() -> None:
    hearing = listening(scripted({0.5: "paws"}), "pause", "paws", at_once=("pause",))
    assert feed(hearing, signal(3000, (1000, 0.5))) == []


def test_a_word_in_the_middle_of_other_speech_is_not_accepted() -> None:
    hearing = listening(scripted({0.5: "next"}, margin=1), "next")
    talk = [(at_ms, 0.4) for at_ms in range(1000, 3000, 500)]
    assert feed(hearing, signal(6000, *talk, (3000, 0.5), (3500, 0.4))) == []


def test_somebody_much_quieter_than_the_user_is_not_the_user() -> None:
    words = [(at_ms, 0.5) for at_ms in range(1000, 9000, 2000)]
    sound = signal(12_000, *words, (9000, 0.05))
    hearing = listening(scripted({0.5: "next", 0.05: "next"}), "next")
    assert len(feed(hearing, sound)) == 4
    alone = listening(scripted({0.05: "next"}), "next")
    assert len(feed(alone, signal(3000, (1000, 0.05)))) == 1


@dataclass
class NoiseRecognizer(LoudnessRecognizer):
    """Recognizes the word only at the endpoint that it finds itself, half a second after it."""

    blocks: list[bool] = field(default_factory=list)

    def accept_to_end(self, block: Samples) -> list[Hypothesis]:
        """The word, 500 ms after the last loud block."""
        self.blocks.append(bool(np.max(np.abs(block)) > 0.3))
        tail = self.blocks[-500 // BLOCK_MS - 1 :]
        is_end = tail[:1] == [True] and not any(tail[1:])
        return [Hypothesis("next", 12), Hypothesis("[unk]", 12 - self.margin)] if is_end else []

    def conclude(self) -> list[Hypothesis]:
        return [Hypothesis("[unk]", 50)]


def in_noise(noise_level: float, margin: float = 5) -> list[tuple[int, Heard]]:
    hearing = listening(
        CommandSpotter(lambda wordings: NoiseRecognizer({}, margin), thresholds=THRESHOLDS), "next"
    )
    noise = np.random.default_rng(1).standard_normal(5000 * 16).astype(np.float32)
    return feed(hearing, signal(5000, (3000, 0.5)) + noise * np.float32(noise_level))


def test_in_noise_the_recognizer_may_find_a_word_by_itself() -> None:
    ((told_ms, heard),) = in_noise(0.01)
    assert abs(told_ms - 3900) <= 20
    assert abs(heard.began_ms - 2950) <= 20
    assert abs(heard.ended_ms - 3400) <= 20


def test_in_quiet_the_level_alone_tells_when_somebody_speaks() -> None:
    assert in_noise(0.0001) == []


def test_an_unclear_word_in_noise_is_doubtful() -> None:
    ((_, heard),) = in_noise(0.01, margin=0)
    assert heard.is_doubtful
    assert in_noise(0.01, margin=-1) == []


def test_without_a_grammar_nothing_is_accepted() -> None:
    assert feed(scripted({0.5: "next"}), signal(3000, (1000, 0.5))) == []


def test_a_word_that_began_before_the_wordings_changed_is_judged_by_the_new_ones() -> None:
    hearing = listening(scripted({0.5: "done"}), "ready")
    sound = signal(3000, (1000, 0.5))
    assert feed(hearing, sound[: 1300 * 16]) == []
    hearing.listen_for(grammar("done"))
    ((_, heard),) = feed(hearing, sound[1300 * 16 :], at_ms=1300)
    assert abs(heard.began_ms - 1000) <= 20


def test_a_decided_word_is_not_judged_by_a_new_grammar() -> None:
    hearing = listening(scripted({0.5: "stop"}), "stop", at_once=("stop",))
    sound = signal(3000, (1000, 0.5))
    assert words_of(feed(hearing, sound[: 1440 * 16])) == ["stop"]
    assert hearing.listen_for(grammar("stop", "yes", "no", at_once=("stop",))) == []
    assert feed(hearing, sound[1440 * 16 :], at_ms=1440) == []


def test_sound_from_before_a_gap_is_forgotten() -> None:
    hearing = listening(scripted({0.5: "next"}), "next")
    assert feed(hearing, signal(2000, (1000, 0.5))[: 1300 * 16]) == []
    assert feed(hearing, signal(2000), at_ms=60_000) == []
    ((_, heard),) = feed(hearing, signal(3000, (1000, 0.5)), at_ms=90_000)
    assert abs(heard.began_ms - 91_000) <= 20


def test_the_start_of_the_session_clock_makes_no_difference() -> None:
    hearing = listening(scripted({0.5: "next"}), "next")
    assert words_of(feed(hearing, signal(2000, (40, 0.5)), at_ms=5_000_000)) == ["next"]


def test_nothing_is_recognized_in_silence() -> None:
    made = []

    def new_recognizer(wordings: tuple[str, ...]) -> LoudnessRecognizer:
        made.append(wordings)
        return LoudnessRecognizer({}, 0)

    hearing = listening(CommandSpotter(new_recognizer), "next")
    feed(hearing, signal(5000))
    assert made == []


def missed_in(hearing: CommandSpotter, samples: Samples) -> list[tuple[int, NotUnderstood]]:
    """Everything that was not understood, with the time at which that was known."""
    found = []
    for first_ms in range(0, len(samples) // 16, BLOCK_MS):
        hearing.process(samples[first_ms * 16 : (first_ms + BLOCK_MS) * 16], first_ms)
        if missed := hearing.take_not_understood():
            found.append((first_ms + BLOCK_MS, missed))
    return found


def test_speech_without_a_command_is_told_once_when_nothing_follows() -> None:
    hearing = listening(scripted({0.5: "next"}, margin=-4), "next")
    ((told_ms, missed),) = missed_in(hearing, signal(5000, (1000, 0.5)))
    assert abs(missed.began_ms - 1000) <= 20
    assert abs(missed.ended_ms - 1400) <= 20
    assert missed.resemblance == -4
    assert missed.usual_db is None
    assert abs(told_ms - missed.ended_ms - SILENCE_MS) <= 2 * BLOCK_MS


def test_a_command_and_a_click_are_not_missed() -> None:
    hearing = listening(scripted({0.5: "next"}), "next")
    samples = signal(5000, (1000, 0.5))
    samples[3000 * 16 : 3030 * 16] = 0.4
    assert missed_in(hearing, samples) == []


def test_speech_that_goes_on_is_told_by_its_last_breath_with_the_pause_before_it() -> None:
    hearing = listening(scripted({}), "next")
    ((_, missed),) = missed_in(hearing, signal(6000, (1000, 0.5), (2100, 0.5)))
    assert abs(missed.began_ms - 2100) <= 20
    assert abs(missed.quiet_before_ms - 700) <= 40


def test_the_level_of_the_users_commands_is_told() -> None:
    hearing = listening(scripted({0.5: "next"}), "next")
    ((_, missed),) = missed_in(hearing, signal(9000, (1000, 0.5), (5000, 0.2)))
    assert missed.usual_db is not None
    assert missed.usual_db - missed.level_db == pytest.approx(8, abs=0.5)
    assert missed.quiet_before_ms > 10_000


def grammar_with_sleep() -> Grammar:
    commands = {"stop": Intent.STOP, "stop listening": Intent.SLEEP}
    return Grammar(commands, at_once=frozenset({"stop"}))


def test_a_command_that_goes_on_after_it_was_obeyed_is_read_once_more() -> None:
    words = {0.5: "stop", 0.25: "listening", 0.2: "please"}
    hearing = CommandSpotter(lambda _: LoudnessRecognizer(words, margin=5), thresholds=THRESHOLDS)
    hearing.listen_for(grammar_with_sleep())
    (_, stop), (told_ms, sleep) = feed(hearing, signal(4000, (1000, 0.5), (1400, 0.25)))
    assert (stop.words, sleep.words) == ("stop", "stop listening")
    assert not sleep.is_doubtful
    assert told_ms < 2300


def test_a_command_that_goes_on_with_something_else_stays_as_it_is() -> None:
    words = {0.5: "stop", 0.25: "please"}
    hearing = CommandSpotter(lambda _: LoudnessRecognizer(words, margin=5), thresholds=THRESHOLDS)
    hearing.listen_for(grammar_with_sleep())
    told = feed(hearing, signal(4000, (1000, 0.5), (1400, 0.25)))
    assert words_of(told) == ["stop"]
