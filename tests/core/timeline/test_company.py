"""Cues between the counts: technique, breath and encouragement, none of them twice in a set."""

from dataclasses import replace

import pytest

from tests.core.sample import CALF_RAISES
from tests.each import for_each
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.phrases import phrase
from voicecoach.core.timeline.company import reminders
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.steps import Place, Work
from voicecoach.core.timeline.work import work_for
from voicecoach.core.workout.exercise import TempoPhase, Timed
from voicecoach.core.workout.routine import single

LIBRARY = load_library()
BOOK = load_language().book


def work(set_number: int, *, turn: int = 0, sets: int = 3) -> Work:
    exercise = replace(CALF_RAISES, sets=sets)
    technique = ("A.", "B.", "C.", "D.", "E.", "F.")
    place = Place(0, exercise, set_number, None, None)
    return replace(work_for(place), technique=technique, turn=turn)


def keys(of: Work, lasts_ms: int) -> list[str]:
    return [one.words.key.rpartition(".")[2] for one in reminders(of, lasts_ms=lasts_ms)]


@pytest.mark.parametrize(
    ("set_number", "lasts_ms", "expected"),
    [
        (1, 19_000, []),
        (1, 30_000, ["verbatim"]),
        (2, 30_000, ["breath"]),
        (3, 30_000, ["encouragement"]),
        (1, 50_000, ["verbatim", "breath"]),
        (3, 50_000, ["verbatim", "nearly"]),
        (1, 70_000, ["verbatim", "breath", "nearly"]),
        (1, 90_000, ["verbatim", "verbatim", "breath", "nearly"]),
        (3, 90_000, ["verbatim", "breath", "nearly", "encouragement"]),
    ],
)
def test_technique_comes_first_and_encouragement_last(
    set_number: int, lasts_ms: int, expected: list[str]
) -> None:
    assert keys(work(set_number), lasts_ms) == expected


def test_parts_with_words_of_their_own_get_no_other_breath_and_no_encouragement() -> None:
    parts = (TempoPhase("Breathe in", 4_000), TempoPhase("Breathe out", 6_000))
    breathing = replace(CALF_RAISES, sets=1, counting=Timed(90_000, (), parts))
    guided = replace(work(1), place=Place(0, breathing, 1, None, None))
    assert set(keys(guided, 90_000)) == {"verbatim"}
    assert keys(replace(guided, technique=()), 90_000) == []


def test_the_cues_of_a_set_are_in_order_of_time_and_each_is_another() -> None:
    cues = reminders(work(3), lasts_ms=200_000)
    shares = [one.share for one in cues]
    assert shares == sorted(shares)
    assert len({one.words for one in cues}) == len(cues) == 9


def test_technique_goes_on_where_the_set_before_stopped() -> None:
    said = [
        [
            dict(one.words.values).get("text")
            for one in reminders(work(1, turn=turn), lasts_ms=90_000)
        ]
        for turn in range(3)
    ]
    assert [words[:2] for words in said] == [["A.", "B."], ["C.", "D."], ["E.", "F."]]


@for_each(LIBRARY.exercises)
def test_no_cue_comes_twice_in_a_set_on_both_sides(slug: str) -> None:
    steps = compile_steps(single(LIBRARY.exercises[slug]), ready_wait_ms=0)
    first = [step for step in steps if isinstance(step, Work) and step.place.set_number == 1]
    said = [
        BOOK.sentence(one.words)
        for step in first
        for one in reminders(step, lasts_ms=sum(unit.duration_ms for unit in step.units))
    ]
    assert len(said) == len(set(said))


def test_each_pool_has_six_to_ten_cues_of_four_words_at_most() -> None:
    for pool in ("breath", "nearly", "encouragement"):
        variants = {BOOK.in_session(n).sentence(phrase(f"cue.{pool}")) for n in range(20)}
        assert 6 <= len(variants) <= 10
        assert all(len(cue.split()) <= 4 for cue in variants)
