"""Adjustments made in a session are kept for later ones, as they are meant."""

from itertools import pairwise

import pytest

from tests.core.sample import CALF_RAISES, HEEL_TO_TOE_WALK, Played, counts, play
from voicecoach.content.loader import load_library
from voicecoach.core.dialogue.commands import SPEED_STEP
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import SetVolume
from voicecoach.core.facts import (
    Choice,
    PainReported,
    TalkTurned,
    TempoTurned,
    VariationChosen,
    VolumeTurned,
)
from voicecoach.core.phases import Phase
from voicecoach.core.session import SessionOptions
from voicecoach.core.timeline.delivery import Delivery, Learnt
from voicecoach.core.verbosity import Verbosity


def chosen_in(played: Played) -> list[Choice]:
    return [fact for fact in played.facts if isinstance(fact, Choice)]


def gaps_ms(played: Played, phase: Phase) -> list[int]:
    """Times between the counts of the next work."""
    already = len(counts(played))
    played.until_phase(phase)
    times = [at_ms for at_ms, _ in counts(played)[already + 3 :]]
    return [later - sooner for sooner, later in pairwise(times)]


def test_a_tempo_is_kept_for_the_exercise_at_hand() -> None:
    played = play(CALF_RAISES, HEEL_TO_TOE_WALK).until_phase(Phase.ANNOUNCING)
    played.until(played.now_ms + 500)
    played.want(Intent.SLOWER)
    assert chosen_in(played) == [TempoTurned("calf-raises", 1 / SPEED_STEP)]


def test_the_next_exercise_has_its_own_tempo() -> None:
    walks = []
    for is_slower in (True, False):
        played = play(CALF_RAISES, HEEL_TO_TOE_WALK).until_phase(Phase.COUNTING)
        played.until(played.now_ms + 5000)
        if is_slower:
            played.want(Intent.SLOWER)
        played.until_phase(Phase.RATING)
        walks.append(gaps_ms(played.until_phase(Phase.COUNTING), Phase.SUMMARY))
    assert walks[0] == walks[1] != []


@pytest.mark.parametrize(
    ("intents", "gains_db"),
    [((Intent.LOUDER,), [4.0]), ((Intent.QUIETER, Intent.QUIETER), [-4.0, -8.0])],
)
def test_a_volume_is_kept_for_good(intents: tuple[Intent, ...], gains_db: list[float]) -> None:
    played = play(CALF_RAISES).until_phase(Phase.ANNOUNCING)
    for intent in intents:
        played.want(intent)
    assert chosen_in(played) == [VolumeTurned(gain_db) for gain_db in gains_db]


def test_a_session_begins_at_the_volume_and_the_tempo_that_were_kept() -> None:
    played = play(CALF_RAISES, options=SessionOptions(gain_db=-8.0, tempos={"calf-raises": 0.5}))
    assert (0, SetVolume(-8.0)) in played.effects
    usual = play(CALF_RAISES)
    slow, fast = (
        gaps_ms(one.until_phase(Phase.COUNTING), Phase.RESTING) for one in (played, usual)
    )
    assert slow == [2 * gap for gap in fast]
    played.want(Intent.QUIETER)
    assert chosen_in(played) == [VolumeTurned(-12.0)]


def test_less_talk_is_kept_for_good_and_more_for_the_exercise() -> None:
    learnt: dict[Learnt, Verbosity] = {("calf-raises", None): Verbosity.NAME}
    played = play(CALF_RAISES, delivery=Delivery(wordings=learnt)).until_phase(Phase.ANNOUNCING)
    played.want(Intent.MORE_TALK)
    played.until(played.now_ms + 500)
    played.want(Intent.LESS_TALK)
    assert chosen_in(played) == [
        TalkTurned(Verbosity.MINIMAL, "calf-raises"),
        TalkTurned(Verbosity.SHORT, None),
    ]


def test_at_the_end_of_a_dial_nothing_is_kept() -> None:
    played = play(CALF_RAISES).until_phase(Phase.ANNOUNCING)
    played.want(Intent.MORE_TALK)
    assert chosen_in(played) == []


RAISES = load_library().exercises["calf-raises"]


def test_an_easier_way_is_kept_until_a_harder_one_is_wanted() -> None:
    played = play(RAISES).until_phase(Phase.ANNOUNCING)
    played.want(Intent.EASIER)
    played.until(played.now_ms + 500)
    played.want(Intent.HARDER)
    assert chosen_in(played) == [
        VariationChosen("calf-raises", "fingertips on the wall", True),
        VariationChosen("calf-raises", None, False),
    ]


def test_a_variation_that_pain_asks_for_is_not_a_choice() -> None:
    played = play(RAISES).until_phase(Phase.COUNTING)
    played.until(played.now_ms + 5000)
    played.want(Intent.OUCH)
    played.until(played.now_ms + 4000)
    played.say("four")
    assert [fact.level for fact in played.facts if isinstance(fact, PainReported)] == [4]
    assert chosen_in(played) == []
