"""The user's choices are kept: the last one of each thing, until it is undone."""

from dataclasses import replace

from tests.core.progression.histories import CALF_RAISES, Time, next_after
from tests.core.progression.histories import past_of as workouts_of
from voicecoach.core.facts import Choice, TalkTurned, TempoTurned, VariationChosen, VolumeTurned
from voicecoach.core.progression.adjustment import harder
from voicecoach.core.progression.choices import Choices, choices_of
from voicecoach.core.progression.ladder import ladder_of
from voicecoach.core.progression.past import NO_PAST, Past, TimedFact
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.exercise import Difficulty


def past_of(*choices: Choice) -> Past:
    """One choice a second, from the first on."""
    return Past(choices=tuple(TimedFact(float(at_s), "a", one) for at_s, one in enumerate(choices)))


def test_without_a_choice_all_is_as_usual() -> None:
    assert choices_of(NO_PAST) == Choices()
    assert choices_of(NO_PAST).names == frozenset()


def test_the_last_choice_of_each_thing_holds() -> None:
    chosen = choices_of(
        past_of(
            TempoTurned("calf-raises", 0.9),
            TempoTurned("toe-raises", 1.1),
            TempoTurned("calf-raises", 0.8),
            VolumeTurned(4.0),
            VolumeTurned(8.0),
            TalkTurned(Verbosity.SHORT, None),
            TalkTurned(Verbosity.FULL, "arch-lifts"),
        )
    )
    assert chosen == Choices(
        Verbosity.SHORT,
        8.0,
        {"arch-lifts": Verbosity.FULL},
        {"calf-raises": 0.8, "toe-raises": 1.1},
    )
    assert chosen.names == {"talk", "volume", "arch-lifts", "calf-raises", "toe-raises"}


def test_a_choice_that_was_turned_back_is_as_usual() -> None:
    back = past_of(
        VolumeTurned(4.0),
        VolumeTurned(0.0),
        TempoTurned("calf-raises", 0.8),
        TempoTurned("calf-raises", 1.0),
        TalkTurned(Verbosity.FULL, None),
    )
    assert choices_of(back).names == frozenset()


def test_an_undone_choice_no_longer_holds_until_it_is_made_again() -> None:
    past = past_of(TempoTurned("calf-raises", 0.9), VolumeTurned(4.0), TempoTurned("x", 0.7))
    undone = replace(past, undone_s={"calf-raises": 0.5, "x": 1.5})
    assert choices_of(undone).tempos == {"x": 0.7}
    assert choices_of(undone).gain_db == 4.0


FINGERTIPS = "fingertips on the wall"


def chosen_after(*choices: VariationChosen, rung: int = 0) -> tuple[str | None, str]:
    """The variation that is due after a workout on this rung with these choices, and the reason."""
    past = replace(workouts_of(Time(0.0, rung=rung)), choices=past_of(*choices).choices)
    dose = next_after(past=past, day=3)
    return dose.item.variation.name if dose.item.variation else None, dose.reason.key


def test_an_easier_way_that_was_chosen_is_due_again() -> None:
    eased = VariationChosen(CALF_RAISES.slug, FINGERTIPS, True)
    assert chosen_after(eased) == (FINGERTIPS, "plan.chosen")
    back = VariationChosen(CALF_RAISES.slug, None, False)
    assert chosen_after(eased, back) == (None, "plan.once-more")


def test_no_harder_way_is_taken_after_one_was_left_for_the_usual() -> None:
    ladder = ladder_of(CALF_RAISES)
    on_one_leg = next(
        number
        for number in range(ladder.highest + 1)
        if (way := ladder[number].variation) and way.difficulty is Difficulty.HARDER
    )
    usual = VariationChosen(CALF_RAISES.slug, None, True)
    assert chosen_after(usual, rung=on_one_leg) == (None, "plan.chosen")
    assert chosen_after(rung=on_one_leg)[0] is not None


def test_harder_takes_up_what_is_due_in_place_of_the_chosen_way() -> None:
    eased = VariationChosen(CALF_RAISES.slug, FINGERTIPS, True)
    past = replace(workouts_of(Time(0.0)), choices=past_of(eased).choices)
    item = next_after(past=past, day=3).item
    raised = harder(item, item)
    assert raised
    assert (raised.variation, raised.due) == (None, None)


def test_a_way_that_is_no_longer_in_the_content_is_forgotten() -> None:
    assert chosen_after(VariationChosen(CALF_RAISES.slug, "gone", True))[0] is None
