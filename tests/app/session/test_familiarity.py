"""Sentences a user has heard, and how often."""

from pathlib import Path

from voicecoach.app.session.familiarity import Familiarity
from voicecoach.app.session.todays_workout import WorkoutBuilder
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.effects import Rank
from voicecoach.core.facts import PhaseEntered
from voicecoach.core.progression.past import Past
from voicecoach.core.timeline.compiler import spoken_in
from voicecoach.core.workout.exercise import CautionTime
from voicecoach.settings import Settings


def test_a_sentence_once_heard_is_known_at_the_next_start(tmp_path: Path) -> None:
    first = Familiarity(tmp_path / "data" / "familiar.json")
    first.await_sentences({"calf-raises": "Rest if it hurts."})
    first.sounded(0, "Something else.", Rank.TALK)
    assert not first.knows("calf-raises")
    first.sounded(0, "Rest if it hurts.", Rank.TALK)
    assert Familiarity(tmp_path / "data" / "familiar.json").knows("calf-raises")


def test_a_sentence_shared_by_two_exercises_is_known_for_the_current_one(
    tmp_path: Path,
) -> None:
    familiarity = Familiarity(tmp_path / "familiar.json")
    sign = "Rest if it hurts."
    familiarity.await_sentences({"calf-raises": sign, "toe-curls": sign})
    for slug in ("calf-raises", "toe-curls"):
        assert not familiarity.knows(slug)
        familiarity.note(0, PhaseEntered("announcing", slug))
        familiarity.sounded(0, sign, Rank.TALK)
        assert familiarity.knows(slug)


def test_a_sentence_counts_once_in_a_session(tmp_path: Path) -> None:
    path = tmp_path / "familiar.json"
    for session in (1, 2, 3):
        familiarity = Familiarity(path)
        familiarity.await_sentences({"cautions of toe-curls": "Mind the towel."})
        for _ in range(2):
            familiarity.sounded(0, "Mind the towel.", Rank.TALK)
        assert Familiarity(path).times("cautions of toe-curls") == session


def test_the_cautions_of_an_exercise_are_said_in_three_sessions(tmp_path: Path) -> None:
    language = load_language()
    said = []
    for _ in range(4):
        familiarity = Familiarity(tmp_path / "familiar.json")
        settings = Settings(words_per_minute=160, ready_wait_ms=3000)
        builder = WorkoutBuilder(load_library(), language, settings, familiarity, Past(), 0.0)
        workout = builder.today("toe-curls", level=None, minutes=None)
        told = [language.book.sentence(one) for one in spoken_in(workout.steps)]
        familiarity.note(0, PhaseEntered("announcing", "toe-curls"))
        for sentence in told:
            familiarity.sounded(0, sentence, Rank.TALK)
        exercise = workout.routine.items[0].exercise
        said.append(set(exercise.cautions_said(CautionTime.BEFORE)) <= set(told))
    assert said == [True, True, True, False]


def test_a_file_that_lists_topics_has_each_of_them_once(tmp_path: Path) -> None:
    path = tmp_path / "familiar.json"
    path.write_text('["calf-raises"]', encoding="utf-8")
    assert Familiarity(path).knows("calf-raises")
    assert Familiarity(path).times("calf-raises") == 1


def test_a_damaged_file_only_means_hearing_everything_again(tmp_path: Path) -> None:
    path = tmp_path / "familiar.json"
    path.write_text('{"calf-raises"', encoding="utf-8")
    assert not Familiarity(path).knows("calf-raises")


def test_an_unwritable_place_is_not_an_error(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    familiarity = Familiarity(in_the_way / "familiar.json")
    familiarity.await_sentences({"greeting": "Hello."})
    familiarity.sounded(0, "Hello.", Rank.TALK)
    assert familiarity.knows("greeting")
