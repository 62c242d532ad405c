"""Progress of a step to the millisecond."""

from itertools import pairwise

from tests.core.sample import CALF_RAISES, SINGLE_LEG_BALANCE, length_of, routine
from voicecoach.core.playback.playhead import Playhead
from voicecoach.core.playback.progress import StepProgress
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.pauses import pause_ms
from voicecoach.core.timeline.steps import Cue, Talk, Work
from voicecoach.core.workout.exercise import Exercise

LEAD_IN_MS = 3000


def at_work_on(exercise: Exercise, progress: StepProgress | None = None) -> Playhead:
    """A playhead at the beginning of the first set, or as far into it as given."""
    steps = compile_steps(routine(exercise), ready_wait_ms=0)
    work = next(step for step in steps if isinstance(step, Work))
    timing = SpeechTiming(length_of)
    return Playhead(work, progress or StepProgress(), start_ms=0, speed=1.0, timing=timing)


def cues_until(playhead: Playhead, now_ms: int) -> list[Cue]:
    cues = []
    while cue := playhead.take_due(now_ms):
        cues.append(cue)
    return cues


def test_a_rep_is_done_from_its_number_on() -> None:
    playhead = at_work_on(CALF_RAISES)
    numbers = {cue.label: cue.at_ms for cue in cues_until(playhead, 60_000) if cue.label}
    for number in (1, 2, 5):
        at_ms = numbers[str(number)]
        assert playhead.progress(at_ms - 1).units == number - 1
        assert playhead.progress(at_ms).units == number


def test_the_lead_in_is_over_with_the_first_millisecond_of_work() -> None:
    playhead = at_work_on(SINGLE_LEG_BALANCE)
    assert playhead.in_lead_in(LEAD_IN_MS - 1)
    assert not playhead.in_lead_in(LEAD_IN_MS)


def test_a_hold_that_goes_on_keeps_its_time_through_the_lead_in() -> None:
    playhead = at_work_on(SINGLE_LEG_BALANCE, StepProgress(held_ms=12_000))
    assert playhead.progress(0).held_ms == 12_000
    assert playhead.in_lead_in(LEAD_IN_MS - 1)
    assert not playhead.in_lead_in(LEAD_IN_MS)
    assert playhead.progress(LEAD_IN_MS + 500).held_ms == 12_500
    assert playhead.progress(60_000).held_ms == 30_000


def test_a_cue_is_due_once_and_from_its_time_on() -> None:
    playhead = at_work_on(SINGLE_LEG_BALANCE)
    assert [cue.at_ms for cue in cues_until(playhead, 999)] == [0]
    assert playhead.deadline_ms == 1000
    assert [cue.at_ms for cue in cues_until(playhead, 1000)] == [1000]
    assert cues_until(playhead, 1000) == []


def test_lines_of_a_talk_follow_each_other_at_the_lengths_that_are_known_when_they_begin() -> None:
    talk = compile_steps(routine(CALF_RAISES), ready_wait_ms=0)[0]
    assert isinstance(talk, Talk)
    roles = [line.role for line in talk.lines]
    pauses_ms = [pause_ms(*two) for two in pairwise(roles)]
    known_ms = [1000]
    timing = SpeechTiming(lambda _line: known_ms[-1])
    playhead = Playhead(talk, StepProgress(), start_ms=0, speed=1.0, timing=timing)
    first = playhead.take_due(0)
    assert first is not None
    second_ms = 1000 + pauses_ms[0]
    assert playhead.deadline_ms == second_ms
    # Meanwhile all lines have been rendered: they are longer than they were thought to be.
    known_ms.append(2500)
    assert [cue.at_ms for cue in cues_until(playhead, second_ms)] == [second_ms]
    assert playhead.deadline_ms == second_ms + 2500 + pauses_ms[1]
