"""Distance of the page from the sound: each count on the screen and at the loudspeaker."""

import math
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from scripts.benchmarks.beat import BEAT_S, clips_of, frames_of, write_content
from scripts.benchmarks.figures import Figure, figure, report
from scripts.lab.browser import Page, browser
from scripts.lab.picture import Shown, listening, page_address, shown, watch
from scripts.lab.room import RATE_HZ, Room
from scripts.lab.scripted_user import Line, coach_in, is_fact
from scripts.lab.slow_network import delayed

PHONE_DELAY_S = 0.05
"""In each direction."""


def _measure(count: int) -> None:
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        write_content(folder, count + 1)
        new_page = stack.enter_context(browser())
        room = stack.enter_context(Room())
        recording = stack.enter_context(room.record())
        coach = stack.enter_context(coach_in(room, folder, "beat", "--ready-wait=3", "--page"))
        address = page_address(coach)
        port = int(address.split(":")[2].split("/")[0])
        slow_port = stack.enter_context(delayed(port, PHONE_DELAY_S))
        listener = stack.enter_context(listening(address))
        pages = [_opened(new_page(), address)]
        pages.append(_opened(new_page(), address.replace(str(port), str(slow_port))))
        counts: list[Line] = []
        for line in coach.follow(timeout_s=count * BEAT_S + 120):
            if is_fact("Sounded", rank="count")(line):
                counts.append(line)
            if is_fact("SessionEnded")(line):
                break
        seen = [shown(page, "count") for page in pages]
        # The first three are the countdown, the last one lies under the sound of the end.
        frames = frames_of(clips_of(folder, counts), counts, recording.samples)[3:-1]
        heard_s = [recording.start_s + frame / RATE_HZ for frame in frames]
    due_s = [listener.counts_due_s[line["sound"]] for line in counts[3:-1]]
    asked_s = [listener.began_s + line["at_ms"] / 1000 for line in counts[3:-1]]
    delays_ms = [(due - asked) * 1000 for due, asked in zip(due_s, asked_s, strict=True)]
    # On a busy machine the listener may get the next scene only, which is due later.
    due_s = [asked + median(delays_ms) / 1000 for asked in asked_s]
    report(
        "picture",
        [
            figure("time of the sound after its line in the log", "ms", delays_ms),
            *_figures("after its time, same machine", _lags_ms(due_s, seen[0])),
            *_figures("after its time, 50 ms away", _lags_ms(due_s, seen[1])),
            *_figures("after the loudspeaker, same machine", _lags_ms(heard_s, seen[0])),
            *_figures("after the loudspeaker, 50 ms away", _lags_ms(heard_s, seen[1])),
        ],
    )


def _opened(page: Page, address: str) -> Page:
    page.open(address)
    page.wait_for("document.body.dataset.phase")
    watch(page)
    return page


def _lags_ms(heard_s: Sequence[float], seen: Sequence[Shown]) -> list[float]:
    """Lag of each count on the screen behind its sound; negative: it was seen first."""
    # The last: before the work it counts in with the same numbers.
    last = {one.text: one.at_s for one in seen}
    return [
        (last.get(str(number), math.nan) - at_s) * 1000
        for number, at_s in enumerate(heard_s, start=1)
    ]


def _figures(what: str, lags_ms: list[float]) -> list[Figure]:
    known = [lag for lag in lags_ms if not math.isnan(lag)]
    missing = float(len(lags_ms) - len(known))
    return [figure(what, "ms", known), figure("  not seen or heard", "", [missing])]


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, default=30)
    _measure(parser.parse_args().counts)
