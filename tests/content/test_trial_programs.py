"""Routines from the literature have the doses and the order of their sources."""

from voicecoach.content.loader import load_library
from voicecoach.core.workout.amounts import amount_of

LIBRARY = load_library()


def test_the_stages_of_heel_pain_are_those_of_the_trial() -> None:
    stages = [
        (stage.weeks, item.exercise.sets, getattr(item.exercise.counting, "count", None))
        for stage in LIBRARY.routine("heel-pain").stages
        for item in stage.items
    ]
    assert stages == [(2, 3, 12), (2, 4, 10), (8, 5, 8)]


def test_running_grows_from_week_to_week_and_walking_shrinks() -> None:
    runs, walks = (
        [
            sum(
                item.exercise.sets * amount_of(item.exercise.counting)
                for item in stage.items[1:-1]
                if item.exercise.slug == slug
            )
            // 60
            for stage in LIBRARY.routine("run-walk").stages
        ]
        for slug in ("running", "walking")
    )
    assert runs == [8, 9, 9, 16, 15, 16, 20, 25, 30]
    assert walks == [12, 12, 9, 5, 6, 5, 3, 0, 0]


def test_the_achilles_program_is_that_of_its_trial() -> None:
    stages = LIBRARY.routine("achilles").stages
    doses = {
        (item.exercise.slug, item.exercise.sets, amount_of(item.exercise.counting))
        for stage in stages
        for item in stage.items
    }
    assert doses == {("heel-drops-straight", 3, 15), ("heel-drops-bent", 3, 15)}
    assert sum(stage.weeks for stage in stages) == 12


def test_the_circuit_has_the_twelve_stations_of_its_article_in_order() -> None:
    items = LIBRARY.routine("seven-minutes").items
    assert [item.exercise.slug for item in items] == [
        *("jumping-jacks", "wall-sit", "push-ups", "crunches", "step-ups", "squats"),
        *("triceps-dips", "plank", "high-knees", "lunges", "push-up-rotations", "side-plank"),
    ]
    assert {item.period_ms for item in items[:-1]} == {40_000}


def test_the_trial_against_heel_raises_stands_beside_the_one_for_them() -> None:
    routine, exercise = LIBRARY.routine("heel-pain"), LIBRARY.exercise("heel-raises-on-towel")
    for sources in (routine.sources, exercise.sources):
        titles = " ".join(source.title for source in sources)
        assert "Rathleff" in titles
        assert "Riel" in titles
