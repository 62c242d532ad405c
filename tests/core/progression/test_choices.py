"""What the user chose in sessions is kept: the last choice of each thing, until it is undone."""

from dataclasses import replace

from voicecoach.core.facts import Choice, TalkTurned, TempoTurned, VolumeTurned
from voicecoach.core.progression.choices import Choices, choices_of
from voicecoach.core.progression.past import NO_PAST, Past, TimedFact
from voicecoach.core.verbosity import Verbosity


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


def test_what_was_turned_back_is_as_usual() -> None:
    back = past_of(
        VolumeTurned(4.0),
        VolumeTurned(0.0),
        TempoTurned("calf-raises", 0.8),
        TempoTurned("calf-raises", 1.0),
        TalkTurned(Verbosity.FULL, None),
    )
    assert choices_of(back).names == frozenset()


def test_what_was_undone_no_longer_holds_until_it_is_chosen_again() -> None:
    past = past_of(TempoTurned("calf-raises", 0.9), VolumeTurned(4.0), TempoTurned("x", 0.7))
    undone = replace(past, undone_s={"calf-raises": 0.5, "x": 1.5})
    assert choices_of(undone).tempos == {"x": 0.7}
    assert choices_of(undone).gain_db == 4.0
