"""Silences between lines, by what they are."""

from itertools import pairwise

import pytest

from tests.core.sample import CALF_RAISES, play
from tests.each import for_each
from voicecoach.core.phases import Phase
from voicecoach.core.timeline.lines import Role
from voicecoach.core.timeline.pauses import Pause, pause_ms


@for_each(Role)
def test_every_line_has_a_pause_before_and_after_any_other(role: Role) -> None:
    for other in Role:
        assert Pause.SENTENCE.ms <= pause_ms(role, other) <= Pause.MOVE.ms
    assert pause_ms(role) >= Pause.SENTENCE.ms


@pytest.mark.parametrize(
    ("role", "following", "pause"),
    [
        (Role.WELCOME, Role.DISCLAIMER, Pause.SENTENCE),
        (Role.WELCOME, Role.PREVIEW, Pause.TOPIC),
        (Role.EQUIPMENT, Role.PROMPT, Pause.BREATH),
        (Role.REST, Role.NAME, Pause.BREATH),
        (Role.SECTION, Role.NAME, Pause.SENTENCE),
        (Role.POSITION, Role.SAFETY, Pause.MOVE),
        (Role.SAFETY, Role.INSTRUCTION, Pause.REACH),
        (Role.INSTRUCTION, Role.INSTRUCTION, Pause.FOLLOW),
        (Role.INSTRUCTION, Role.DOSE, Pause.FOLLOW),
        (Role.DOSE, Role.SIDE, Pause.SENTENCE),
    ],
)
def test_a_pause_follows_from_both_lines(role: Role, following: Role, pause: Pause) -> None:
    assert pause_ms(role, following) == pause.ms


def test_there_is_a_breath_before_the_user_is_asked_if_they_are_ready() -> None:
    played = play(CALF_RAISES).until_phase(Phase.READY)
    played.until(played.now_ms + 1)
    (before_ms, before, _), (asked_ms, _, _) = played.said[-2:]
    assert asked_ms - before_ms - played.voice_length(before) == Pause.BREATH.ms


def test_something_else_takes_longer_to_come_than_more_of_the_same() -> None:
    played = play(CALF_RAISES).until_phase(Phase.READY)
    pauses = {
        said: then_ms - at_ms - played.voice_length(said)
        for (at_ms, said, _), (then_ms, _, _) in pairwise(played.said)
    }
    assert len(set(pauses.values())) > 2
