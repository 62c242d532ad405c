"""Times of the commands in an utterance."""

from itertools import accumulate, pairwise

from voicecoach.core.events import Heard
from voicecoach.hearing.decision import Reading
from voicecoach.hearing.utterances import Utterance


def heard_in(
    reading: Reading, utterance: Utterance, now_ms: int, *, doubtful: bool
) -> tuple[Heard, ...]:
    """The commands of an utterance, each with its own part of the time.

    With as many segments as commands, each command gets one segment; otherwise all get equal
    shares, the best estimate from the level alone. In a sentence, a command's part of the time
    follows from its part of the letters.
    """
    ended_ms = now_ms if utterance.ended_ms is None else utterance.ended_ms
    commands, segments = reading.commands, utterance.segments
    if len(reading.spoken) > len(commands):
        times = _times_by_letters(reading, utterance.began_ms, ended_ms)
    elif len(segments) == len(commands):
        times = [(each.began_ms, each.ended_ms or now_ms) for each in segments]
    else:
        share_ms = (ended_ms - utterance.began_ms) / len(commands)
        edges_ms = [round(utterance.began_ms + share_ms * at) for at in range(len(commands) + 1)]
        times = list(pairwise(edges_ms))
    return tuple(
        Heard(command, began_ms, until_ms, is_doubtful=doubtful)
        for command, (began_ms, until_ms) in zip(commands, times, strict=True)
    )


def _times_by_letters(reading: Reading, began_ms: int, ended_ms: int) -> list[tuple[int, int]]:
    """Begin and end of each command in a sentence, ms, if every letter lasts equally long."""
    letters = [0, *accumulate(map(len, reading.spoken))]
    edges_ms = [began_ms + round((ended_ms - began_ms) * at / letters[-1]) for at in letters]
    places = [reading.spoken.index(command) for command in reading.commands]
    return [(edges_ms[place], edges_ms[place + 1]) for place in places]
