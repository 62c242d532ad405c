"""Times of the counts of a long set at the loudspeaker, and the cost of the session meanwhile."""

import math
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile

from scripts.benchmarks.figures import Figure, figure, report
from scripts.lab.kept_clips import kept_clips
from scripts.lab.onsets import Samples, onsets_of
from scripts.lab.room import RATE_HZ, Room
from scripts.lab.scripted_user import Coach, Line, coach_in, homeless, is_fact
from voicecoach.sound.clip import Clip
from voicecoach.sound.resampler import with_rate
from voicecoach.voice.vowel import with_vowel

BEAT_S = 2.0
_REACH_FRAMES = RATE_HZ // 2
"""Distance from its place within which a count is looked for."""
_EXERCISE = """
name = "Beat"
position = "Stand."
sides = "together"
cues = ["Stand tall.", "Breathe."]
muscles = [{{ name = "all" }}]
benefits = ["It is measured."]
cautions = [{{ when = "before", text = "None." }}]
stop_sign = "Stop at once if it hurts."

[instructions]
long = ["Count."]
short = ["Count."]
minimal = ["Count."]

[counting]
kind = "steps"
count = {count}
beat_seconds = {beat_s}
"""
_ROUTINE = """
name = "Beat"
summary = "One long set."
level = 1

[[items]]
exercise = "beat"
"""


@dataclass(frozen=True, slots=True)
class _Usage:
    """Resources used by a coach and its children so far."""

    cpu_s: float
    resident_mb: float


def _usage(pid: int) -> _Usage:
    pids = [pid, *_children(pid)]
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in pids)
    return _Usage(sum(_cpu_s(one) for one in pids), pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000)


def _cpu_s(pid: int) -> float:
    # After the last parenthesis, because a program's name may hold spaces; see proc(5).
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> Iterator[int]:
    for listing in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, listing.read_text().split()):
            yield child
            yield from _children(child)


def write_content(folder: Path, count: int) -> None:
    directory = Path(homeless(folder)["XDG_CONFIG_HOME"]) / "voicecoach"
    exercise = _EXERCISE.format(count=count, beat_s=BEAT_S)
    for part, text in (("exercises", exercise), ("routines", _ROUTINE)):
        (directory / part).mkdir(parents=True)
        (directory / part / "beat.toml").write_text(text)


def _run(coach: Coach, count: int) -> tuple[list[Line], _Usage, _Usage]:
    """The lines of the counts, "three, two, one" first, and the usage at begin and end."""
    counts: list[Line] = []
    before = after = None
    for line in coach.follow(timeout_s=count * BEAT_S + 120):
        if is_fact("Sounded", rank="count")(line):
            counts.append(line)
            before = before or _usage(coach.process.pid)
        if is_fact("SetEnded")(line):
            after = _usage(coach.process.pid)
        # Only now has the last count sounded: the loudspeaker is behind the log.
        if is_fact("SessionEnded")(line) and before and after:
            return counts, before, after
    raise SystemExit(f"the set did not end: {coach.printed()}")


def clips_of(folder: Path, lines: list[Line]) -> list[Clip]:
    """The very clips that the session sounded, at the recording's rate."""
    bank = kept_clips(folder)
    found = [bank.load(line["sound"]) for line in lines]
    return [with_rate(with_vowel(clip), RATE_HZ) for clip in found if clip is not None]


def frames_of(clips: list[Clip], lines: list[Line], recording: Samples) -> list[float]:
    """Position of each count's vowel in the recording; not a number for one that is not heard."""
    # The earliest: the number of the count-in comes again among the counts.
    first = onsets_of(clips[0].samples, recording)[:1]
    if not first:
        raise SystemExit(f'"{lines[0]["sound"]}" is not heard at all')
    beat = first[0].frame + clips[0].vowel_frame
    frames = []
    for clip, line in zip(clips, lines, strict=True):
        expected = round(beat + (line["at_ms"] - lines[0]["at_ms"]) * RATE_HZ / 1000)
        start = max(0, expected - clip.vowel_frame - _REACH_FRAMES)
        part = recording[start : expected + len(clip.samples) + _REACH_FRAMES]
        onsets = sorted(onsets_of(clip.samples, part), key=lambda onset: onset.likeness)
        frames.append(onsets[-1].frame + start + clip.vowel_frame if onsets else math.nan)
        if not onsets:
            print(f'"{line["sound"]}" is not heard within half a second of its place')
    return frames


def _measure(minutes: float, keep: Path | None) -> None:
    # One more than is measured: the sound of the end lies over the last one.
    count = round(minutes * 60 / BEAT_S) + 2
    with TemporaryDirectory() as name, Room() as room:
        folder = Path(name)
        write_content(folder, count)
        with room.record() as recording, coach_in(room, folder, "beat", "--ready-wait=3") as coach:
            lines, before, after = _run(coach, count)
        if keep:
            soundfile.write(keep, recording.samples, RATE_HZ)
        frames = frames_of(clips_of(folder, lines), lines, recording.samples)[-count:-1]
    report("beat", _figures(frames, before, after))


def _figures(frames: list[float], before: _Usage, after: _Usage) -> list[Figure]:
    times_ms = np.array(frames) * 1000 / RATE_HZ
    intervals = np.diff(times_ms)
    beats = np.arange(len(times_ms)) * BEAT_S * 1000
    errors_ms = (times_ms - times_ms[0] - beats)[~np.isnan(times_ms)]
    length_s = beats[-1] / 1000
    return [
        figure("interval between counts", "ms", list(intervals[~np.isnan(intervals)])),
        figure("distance from an even beat", "ms", list(errors_ms)),
        figure(f"the same after {length_s:.0f} s", "ms", [float(errors_ms[-1])]),
        figure("counts not heard", "", [float(np.isnan(times_ms).sum())]),
        figure("processor", "% of one core", [100 * (after.cpu_s - before.cpu_s) / length_s]),
        figure("resident memory", "MB", [before.resident_mb, after.resident_mb]),
    ]


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--keep", type=Path, help="write the recording to this sound file")
    arguments = parser.parse_args()
    _measure(arguments.minutes, arguments.keep)
