"""The names of exercises in FIT's profile."""

from fit_tool.profile.profile_type import (
    CalfRaiseExerciseName,
    ExerciseCategory,
    PushUpExerciseName,
    SquatExerciseName,
)

from tests.each import for_each
from voicecoach.content.loader import load_library
from voicecoach.exports.fit_names import fit_name, fit_names, in_profile

LIBRARY = load_library()


@for_each(fit_names())
def test_every_name_is_in_the_profile_and_every_exercise_in_the_library(slug: str) -> None:
    named, exercise = fit_names()[slug], LIBRARY.exercise(slug)
    assert set(named.variations) <= {one.name for one in exercise.variations}
    sided = [named.on_one_side] if named.on_one_side else []
    for name in (named.name, *sided, *named.variations.values()):
        category, number = in_profile(named.category, name)
        assert category is not ExerciseCategory.UNKNOWN
        assert number >= 0


def test_a_side_and_a_variation_have_names_of_their_own() -> None:
    raises, push_ups = CalfRaiseExerciseName, PushUpExerciseName
    found = [
        fit_name("calf-raises", variation=None, is_one_sided=False),
        fit_name("calf-raises", variation="on one leg", is_one_sided=True),
        fit_name("push-ups", variation="on your knees", is_one_sided=False),
        fit_name("squats", variation="half as deep", is_one_sided=False),
        fit_name("toe-curls", variation=None, is_one_sided=True),
    ]
    assert found == [
        (ExerciseCategory.CALF_RAISE, raises.STANDING_CALF_RAISE.value),
        (ExerciseCategory.CALF_RAISE, raises.SINGLE_LEG_STANDING_CALF_RAISE.value),
        (ExerciseCategory.PUSH_UP, push_ups.KNEELING_PUSH_UP.value),
        (ExerciseCategory.SQUAT, SquatExerciseName.SQUAT.value),
        None,
    ]
