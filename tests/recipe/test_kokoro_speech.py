"""Kokoro speaks for the training with other voices than those that choose and measure."""

import random
import tomllib
from pathlib import Path

import pytest

from scripts.model.speech.kokoro_speech import (
    FOR_CHOOSING,
    FOR_MEASURING,
    for_training,
    utterance,
)

VOICES = ["af_sky", "am_puck", "bf_lily", "em_alex", "zf_xiaoyi"]
LISTS = Path(__file__).parents[2] / "scripts" / "benchmarks" / "voices.toml"


@pytest.mark.parametrize(
    ("purpose", "held_out"), [("tuning", FOR_CHOOSING), ("testing", FOR_MEASURING)]
)
def test_the_voices_of_the_benchmarks_never_train(purpose: str, held_out: tuple[str, ...]) -> None:
    table = tomllib.loads(LISTS.read_text(encoding="utf-8"))[purpose]
    said_by_kokoro = [name for name, about in table.items() if about.get("kokoro")]
    assert sorted(said_by_kokoro) == sorted(held_out)
    assert for_training([*held_out, "af_sky"]) == ["af_sky"]


def test_a_mixture_is_of_the_given_voices_and_whole() -> None:
    chance = random.Random(1)
    made = [utterance("skip this one", VOICES, chance) for _ in range(200)]
    for each in made:
        assert set(each.voice) <= set(VOICES)
        assert sum(each.voice.values()) == pytest.approx(1)
        assert 0.8 <= each.speed <= 1.25
    assert {len(each.voice) for each in made} == {1, 2, 3}


def test_english_voices_keep_their_accent_and_others_take_either() -> None:
    chance = random.Random(1)
    made = [(name, utterance("next", [name], chance).british) for name in VOICES for _ in range(20)]
    accents = {name: {british for one, british in made if one == name} for name in VOICES}
    assert accents["af_sky"] == accents["am_puck"] == {False}
    assert accents["bf_lily"] == {True}
    assert accents["em_alex"] == accents["zf_xiaoyi"] == {False, True}


def test_most_questions_end_as_such() -> None:
    chance = random.Random(1)
    said = [utterance("how many left", VOICES, chance).text for _ in range(100)]
    assert all(text.startswith("How many left") for text in said)
    assert 60 < sum(text.endswith("?") for text in said) < 95
