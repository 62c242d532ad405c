"""Lines at set times: notes, parts of their own length, minutes left."""

import pytest

from tests.core.sample import LANGUAGE, exercise
from voicecoach.core.durations import spoken_time
from voicecoach.core.effects import Rank
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.timeline.announcing import dose_lines
from voicecoach.core.timeline.steps import Place, Work
from voicecoach.core.timeline.work import work_for
from voicecoach.core.workout.amounts import scaled, with_amount
from voicecoach.core.workout.conduct import Note
from voicecoach.core.workout.exercise import Counting, Hold, Reps, TempoPhase, Timed
from voicecoach.core.workout.routine import RoutineItem

BREATH = (TempoPhase("breathe in", 4000), TempoPhase("hold", 7000), TempoPhase("out", 8000))


def work_of(counting: Counting, *notes: Note) -> Work:
    """One set of this, with these notes."""
    one = exercise("one", counting)
    return work_for(Place(0, one, 1, None, None, RoutineItem(one, 0, notes=notes)))


def told(work: Work, *ranks: Rank) -> list[tuple[int, str]]:
    """Lines said in it, with their times."""
    found, begins_ms = [], 0
    for unit in work.units:
        for cue in unit.cues:
            if cue.rank in ranks and isinstance(cue.sound, Phrase):
                found.append((begins_ms + cue.at_ms, LANGUAGE.book.sentence(cue.sound)))
        begins_ms += unit.duration_ms
    return sorted(found)


def test_a_note_is_said_at_its_time_of_a_hold() -> None:
    work = work_of(Hold(20_000), Note(5000, "Switch your gaze."))
    assert (5000, "Switch your gaze.") in told(work, Rank.CALL)


def test_a_note_is_said_at_its_time_of_a_set_of_reps() -> None:
    work = work_of(Reps(5, (TempoPhase("up", 2000),)), Note(7000, "Breathe."))
    assert told(work, Rank.CALL) == [(7000, "Breathe.")]


def test_a_note_after_the_end_has_no_place() -> None:
    assert work_of(Hold(20_000), Note(20_000, "Too late.")).units == work_of(Hold(20_000)).units


def test_parts_have_a_length_each_and_come_again() -> None:
    work = work_of(Timed(38_000, (), BREATH))
    assert told(work, Rank.TEMPO) == [
        *((0, "Breathe in."), (4000, "Hold."), (11_000, "Out.")),
        *((19_000, "Breathe in."), (23_000, "Hold."), (30_000, "Out.")),
    ]
    assert told(work, Rank.CALL) == [(17_200, "Last round.")]
    assert told(work, Rank.COUNT) == []


def test_another_dose_of_parts_is_whole_rounds() -> None:
    assert with_amount(Timed(38_000, (), BREATH), 60) == Timed(57_000, (), BREATH)
    assert scaled(Timed(38_000, (), BREATH), 0.1) == Timed(19_000, (), BREATH)


@pytest.mark.parametrize(
    ("duration_ms", "called"),
    [
        (90_000, ["Half way.", "Last 10 seconds."]),
        (180_000, ["Half way.", "One minute left.", "Last 10 seconds."]),
        (120_000, ["Half way.", "Last 10 seconds."]),
        (600_000, ["Half way.", "One minute left.", "Last 10 seconds."]),
        (
            1_800_000,
            [
                *("Half way.", "10 minutes left.", "5 minutes left.", "One minute left."),
                "Last 10 seconds.",
            ],
        ),
    ],
)
def test_a_long_time_calls_the_minutes_that_are_left(duration_ms: int, called: list[str]) -> None:
    assert [words for _, words in told(work_of(Timed(duration_ms, ())), Rank.CALL)] == called


def test_a_long_part_of_a_rep_is_called_with_its_time() -> None:
    walk = work_of(Reps(1, (TempoPhase("run", 60_000), TempoPhase("walk", 90_000))))
    words = [words for _, words in told(walk, Rank.TEMPO)]
    assert words == ["Run. For one minute.", "Walk. For 90 seconds."]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "one second"),
        (45, "45 seconds"),
        (60, "one minute"),
        (90, "90 seconds"),
        (120, "2 minutes"),
        (150, "2 minutes and 30 seconds"),
        (3600, "60 minutes"),
    ],
)
def test_a_length_is_said_in_minutes_where_it_is_long(seconds: int, words: str) -> None:
    assert LANGUAGE.book.sentence(spoken_time(seconds)) == words


def test_the_dose_of_a_long_hold_is_told_in_minutes() -> None:
    words = [one.phrase for one in dose_lines(exercise("one", Hold(300_000)))]
    assert words == [phrase("dose.long-hold.together", time=(spoken_time(300),))]
    assert LANGUAGE.book.sentence(words[0]) == "Hold for 5 minutes."
