"""The result of a test: sides, averages, and the norm of one's age."""

import pytest

from tests.core.sample import LANGUAGE, at_phase, exercise, play
from voicecoach.content.norms import load_norms
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.facts import SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.session import Remembered
from voicecoach.core.timeline.norm_summary import compared, difference_percent, results_of
from voicecoach.core.workout.exercise import Measure, Reps, Side, Sides, SideWord, TempoPhase
from voicecoach.core.workout.norms import NormStatistic, Person, Sex, band_of

NORMS = load_norms()
STANCE, RAISES = NORMS["balance-test"], NORMS["calves-test"]
TO_FATIGUE = exercise(
    "calves-test",
    Reps(60, (TempoPhase("up", 1000), TempoPhase("lower", 1000)), open_ended=True),
    sides=Sides.EACH,
)


def tries(side: Side, *amounts: float, measure: Measure = Measure.SECONDS) -> list[SetEnded]:
    return [
        SetEnded("balance-test", number, side, None, measure, amount, 45, True, True)
        for number, amount in enumerate(amounts, start=1)
    ]


def told(done: list[SetEnded], person: Person, norm: object = STANCE) -> list[str]:
    return [LANGUAGE.book.sentence(one) for one in compared(done, norm, person, SideWord.FOOT)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("age", "low", "high"),
    [
        (18, 43, 43),
        (39, 43, 43),
        (40, 40, 40),
        (59, 37, 37),
        (65, 27, 27),
        (75, 15, 18),
        (90, 5, 8),
    ],
)
def test_the_stance_norm_is_that_of_the_age_band(age: int, low: int, high: int) -> None:
    band = band_of(STANCE, Person(age))
    assert band is not None
    assert (band.low, band.high) == (low, high)


@pytest.mark.parametrize(
    ("age", "male", "female"),
    [(25, 37, 30), (35, 32, 27), (45, 28, 24), (55, 23, 21), (65, 19, 19), (75, 14, 16)],
)
def test_the_heel_raise_norm_tells_the_sexes_apart(age: int, male: int, female: int) -> None:
    for sex, low in ((Sex.MALE, male), (Sex.FEMALE, female)):
        band = band_of(RAISES, Person(age, sex))
        assert band is not None
        assert band.low == low


def test_without_an_age_or_beyond_the_bands_there_is_no_norm() -> None:
    assert band_of(STANCE, Person()) is None
    assert band_of(STANCE, Person(12)) is None
    assert band_of(RAISES, Person(45)) is None
    assert band_of(RAISES, Person(65)) is not None


def test_the_average_of_three_tries_is_compared() -> None:
    done = [*tries(Side.RIGHT, 45, 39, 36), *tries(Side.LEFT, 30, 20, 25)]
    assert told(done, Person(47)) == [
        "Right foot: 40 seconds on average, 45 at best.",
        "Left foot: 25 seconds on average, 30 at best.",
        "Your left side is 38 percent behind.",
        "People your age reach 40 seconds on average.",
        STANCE.conditions,
    ]


def test_sides_that_differ_by_less_than_a_tenth_are_even() -> None:
    done = [*tries(Side.RIGHT, 40, 40, 40), *tries(Side.LEFT, 37, 37, 37)]
    assert "Your sides differ by 8 percent. That's even." in told(done, Person(75))
    assert told(done, Person(75))[-2] == "People your age reach 15 to 18 seconds on average."


@pytest.mark.parametrize(("worse", "is_even"), [(91, True), (90, False)])
def test_a_tenth_less_is_no_longer_even(worse: float, is_even: bool) -> None:
    done = [*tries(Side.RIGHT, 100, 100, 100), *tries(Side.LEFT, worse, worse, worse)]
    sentences = told(done, Person(75))
    assert any(sentence.endswith("That's even.") for sentence in sentences) is is_even


def test_one_side_alone_is_not_compared() -> None:
    assert difference_percent(results_of(tries(Side.LEFT, 20)), NormStatistic.BEST) is None
    assert len(told(tries(Side.LEFT, 20), Person(75))) == 3


def test_data_missing_for_the_norm_is_told() -> None:
    done = tries(Side.LEFT, 20, measure=Measure.REPS)
    assert "year of birth" in told(done, Person(), RAISES)[-1]
    assert "your sex" in told(done, Person(45), RAISES)[-1]
    assert told(done, Person(12, Sex.MALE), RAISES)[-1] == "There are no figures for your age."


def test_nothing_done_has_no_result() -> None:
    assert compared([], STANCE, Person(40), SideWord.FOOT) == ()


def test_raises_to_fatigue_end_by_a_word_and_are_complete() -> None:
    woman = Person(45, Sex.FEMALE)
    known = Remembered(result_of=lambda done: compared(done, RAISES, woman, SideWord.LEG))
    played = at_phase(play(TO_FATIGUE, remembered=known), Phase.COUNTING)
    assert "Say done when your form slips, or when you lose the beat." in played.words()
    played.until(played.now_ms + 40_000)
    played.want(Intent.DONE)
    played.until_phase(Phase.COUNTING).until_phase(Phase.FINISHED)
    right, left = (fact for fact in played.facts if isinstance(fact, SetEnded))
    assert right.completed
    assert right.open_ended
    assert 18 <= right.amount <= 21
    assert (left.amount, left.completed) == (60, True)
    said = played.words()
    assert "Left leg: 60." in said
    assert "People your age reach 24 on average." in said
    assert not any("exercise in" in words or "How was that" in words for words in said)
