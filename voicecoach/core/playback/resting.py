"""The rest before an exercise, whose announcement is part of it."""

from dataclasses import replace

from voicecoach.core.playback.score import score_talk
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.steps import Break, Step, Talk


def before_announcement(step: Step, following: Step | None, timing: SpeechTiming) -> Step:
    """A step as long as it is before the one that follows, both as they are to be said.

    The rest before an exercise is shorter by the announcement, so that both together last as long
    as prescribed, and longer only if there is more to say.
    """
    if not (isinstance(step, Break) and step.leads_to_talk and isinstance(following, Talk)):
        return step
    announced_ms = score_talk(following, from_line=0, start_ms=0, timing=timing).end_ms or 0
    return replace(step, duration_ms=max(0, step.duration_ms - announced_ms))
