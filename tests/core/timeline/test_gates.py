"""Waiting until the user is ready: the coach says when it goes on by itself, and warns before."""

from dataclasses import replace

from tests.core.sample import CALF_RAISES, phase_of, play, routine
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.phases import Phase
from voicecoach.core.timeline.announcing import AnnouncementOptions, gate_reminder
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.steps import Step, Talk
from voicecoach.core.timeline.unattended import EQUIPMENT_MS, FETCH_MS, unattended
from voicecoach.core.workout.exercise import Equipment

TOWEL_RAISES = replace(CALF_RAISES, slug="towel-raises", equipment=(Equipment("a towel", None),))


def waits_of(steps: tuple[Step, ...]) -> list[int | None]:
    return [step.wait_ms for step in steps if isinstance(step, Talk) and step.is_gate]


def test_the_coach_says_when_it_will_begin_and_warns_ten_seconds_before() -> None:
    played = play(CALF_RAISES)
    played.until_phase(Phase.COUNTING)
    begins_ms = played.now_ms
    told = {words: at_ms for at_ms, words, _ in played.said}
    assert "Say ready, or I'll begin in 20 seconds." in told
    assert told["I'll begin in 10 seconds."] == begins_ms - 10_000


def test_a_short_wait_needs_no_warning() -> None:
    steps = compile_steps(routine(CALF_RAISES), ready_wait_ms=14_000)
    assert waits_of(steps) == [14_000]
    assert [gate_reminder(step) for step in steps if isinstance(step, Talk)] == [None] * 3


def test_with_equipment_it_waits_without_end_and_reminds_once() -> None:
    played = play(TOWEL_RAISES)
    played.until(3_600_000)
    assert phase_of(played) is Phase.GREETING
    assert played.words().count("I'm still waiting. Say ready when you're set.") == 1
    played.want(Intent.READY)
    played.until(7_200_000)
    assert phase_of(played) is Phase.READY
    assert played.words()[-1] == "I'm still waiting. Say ready when you're set."
    played.want(Intent.READY)
    assert phase_of(played) is Phase.COUNTING


def test_without_equipment_the_greeting_does_not_wait() -> None:
    steps = compile_steps(routine(CALF_RAISES), ready_wait_ms=20_000)
    assert waits_of(steps) == [20_000]


def test_a_limit_to_the_wait_for_equipment_is_said() -> None:
    options = AnnouncementOptions(equipment_wait_ms=45_000)
    steps = compile_steps(routine(TOWEL_RAISES), ready_wait_ms=20_000, options=options)
    assert waits_of(steps) == [45_000, 45_000]


def test_in_a_file_there_is_time_to_get_the_equipment() -> None:
    steps = compile_steps(routine(CALF_RAISES, TOWEL_RAISES), ready_wait_ms=8000)
    assert waits_of(unattended(steps, position_ms=8000)) == [FETCH_MS, 8000, EQUIPMENT_MS]


def test_the_greeting_says_what_to_get_as_one_list() -> None:
    band = replace(CALF_RAISES, slug="band", equipment=(Equipment("a band", "a pair of tights"),))
    played = play(TOWEL_RAISES, band).until(30_000)
    assert [words for words in played.words() if "towel" in words and "need" in words] == [
        "You'll need a towel and a band."
    ]
    assert played.words()[-2:] == [
        "Say ready when you have everything.",
        "You can also use a pair of tights instead of a band.",
    ]
