"""`voicecoach learn` prints topics with their sources, and reads them aloud."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.cli.command import runner_in
from voicecoach.app.reading_aloud import PAUSE_MS, Reader
from voicecoach.cli.commands.learn import NOT_MEDICAL_ADVICE
from voicecoach.content.topics import load_knowledge
from voicecoach.core.effects import Rank
from voicecoach.core.events import Device, DeviceLost
from voicecoach.errors import VoiceError
from voicecoach.simulation.scripted import EstimatedVoice, SilentSpeaker
from voicecoach.sound.clip import Clip

TOPICS = tuple(load_knowledge().topics)


def test_without_a_topic_every_topic_is_listed(tmp_path: Path) -> None:
    output = runner_in(tmp_path)("learn").output
    assert [topic for topic in TOPICS if f"  {topic} " not in output] == []
    assert " ".join(output.split()).count(NOT_MEDICAL_ADVICE) == 1


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_printed_with_the_titles_of_its_sources(tmp_path: Path, topic: str) -> None:
    output = " ".join(runner_in(tmp_path)("learn", topic).output.split())
    known = load_knowledge().topic(topic)
    assert all(section.heading in output for section in known.sections)
    assert all(f"[{source.number}] {source.title}" in output for source in known.sources)
    assert output.count(NOT_MEDICAL_ADVICE) == known.medical


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_lines_fit_the_terminal_and_end_without_spaces(tmp_path: Path, columns: int) -> None:
    lines = runner_in(tmp_path, columns)("learn", "doses").output.splitlines()
    assert max(len(line) for line in lines) <= columns
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_pipe_gets_no_colors(tmp_path: Path) -> None:
    assert "\x1b" not in runner_in(tmp_path)("learn", "norms").output


def test_a_topic_as_json_has_its_figures_and_sources(tmp_path: Path) -> None:
    topic = json.loads(runner_in(tmp_path)("learn", "norms", "--json").output)
    stance = topic["sections"][0]
    assert ["60 to 69", "27"] in stance["table"]["rows"]
    assert stance["sources"] == ["springer-2007"]


def test_a_mistyped_topic_is_answered_with_a_suggestion(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("learn", "anatomi")
    assert result.exit_code == 1
    assert 'did you mean "anatomy"?' in result.output


def test_a_rehearsed_reading_has_every_sentence_in_order(tmp_path: Path) -> None:
    lines = runner_in(tmp_path)("learn", "pain", "--aloud", "--rehearse").output.splitlines()
    assert lines[0] == "00:00.000  Monitoring pain."
    assert lines[-1].endswith(NOT_MEDICAL_ADVICE)
    assert lines == sorted(lines)


class Clips(EstimatedVoice):
    """A voice whose every clip is ready, and lasts a second."""

    def __init__(self) -> None:
        super().__init__(lambda _: 1000)

    def when_rendered(self, text: str, use: Callable[[Clip], None]) -> None:
        use(Clip(np.ones(1000, dtype=np.float32), 1000))


class Loudspeaker(SilentSpeaker):
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def play(self, clip: Clip, at_ms: int | None, rank: Rank | None) -> None:
        self.told.append(f"play {clip.duration_ms:.0f}")

    def hush(self) -> None:
        self.told.append("hush")


def test_each_sentence_sounds_before_the_next_one() -> None:
    speaker = Loudspeaker()
    waited: list[float] = []
    Reader(speaker, waited.append).read(("One.", "Two."), Clips())
    assert speaker.told == ["play 1000", "play 1000"]
    assert waited == [1 + PAUSE_MS / 1000] * 2


def test_ctrl_c_silences_the_reading() -> None:
    def interrupted(_seconds: float) -> None:
        raise KeyboardInterrupt

    speaker = Loudspeaker()
    with pytest.raises(KeyboardInterrupt):
        Reader(speaker, interrupted).read(("One.", "Two."), Clips())
    assert speaker.told == ["play 1000", "hush"]


def test_a_lost_voice_ends_the_reading_with_its_reason() -> None:
    reader = Reader(Loudspeaker(), lambda _: None)
    reader.post(DeviceLost(Device.VOICE, "There is no engine."))
    with pytest.raises(VoiceError, match="There is no engine"):
        reader.read(("One.",), EstimatedVoice(lambda _: 1000))
