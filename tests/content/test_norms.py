"""The published tests and their norms, as shipped."""

import re

import pytest

from voicecoach.cli.commands.test import NAMES
from voicecoach.content.loader import load_library
from voicecoach.content.norms import load_norms, load_tests
from voicecoach.content.spoken_lint import flaws
from voicecoach.content.topics import load_knowledge
from voicecoach.core.workout.exercise import OpenHold, Reps, Sides


def test_every_test_can_be_asked_for_and_has_a_norm() -> None:
    assert set(load_tests()) == set(NAMES)
    assert all(exercise.slug in load_norms() for exercise in load_tests().values())


def test_the_balance_test_is_three_tries_of_at_most_45_seconds_on_each_foot() -> None:
    test = load_tests()["balance"]
    assert (test.counting, test.sets, test.sides) == (OpenHold(45_000), 3, Sides.EACH)


def test_the_calf_test_has_two_beats_of_a_second_for_each_raise() -> None:
    test = load_tests()["calves"]
    assert isinstance(test.counting, Reps)
    assert test.counting.open_ended
    assert [part.duration_ms for part in test.counting.tempo] == [1000, 1000]
    assert test.sides is Sides.EACH


@pytest.mark.parametrize("name", NAMES)
def test_the_sentences_of_a_test_can_be_spoken(name: str) -> None:
    test = load_tests()[name]
    texts = test.instructions
    cautions = [caution.text for caution in test.cautions]
    sentences = (test.position, *texts.long, *texts.short, *cautions)
    for sentence in (*sentences, *test.benefits, test.stop_sign, test.safety or "Fine."):
        assert list(flaws(sentence)) == []


def test_the_norms_are_the_figures_that_the_coach_explains() -> None:
    topic = load_knowledge().topic("norms")
    for norm in set(load_norms().values()):
        table = topic.section(norm.id).table
        assert table is not None
        told = [int(n) for row in table.rows for cell in row[1:] for n in re.findall(r"\d+", cell)]
        kept = {n for band in norm.bands for n in (band.low, band.high)}
        assert kept == set(told)
        assert norm.source in {source.title for source in topic.sources}


def test_the_norms_belong_to_exercises_that_there_are() -> None:
    tests = {exercise.slug for exercise in load_tests().values()}
    assert set(load_norms()) <= tests | set(load_library().exercises)
