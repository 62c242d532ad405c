"""A session whose process is killed at any moment loses at most what was not acknowledged."""

import random
import time
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.history.killed_session import BEGUN, FactList, keep, play
from tests.history.sessions import BEGAN_AT_MS
from voicecoach.core.facts import Fact, PlaceReached, SessionEnded, SetEnded
from voicecoach.core.progression.past import Unfinished
from voicecoach.history.opening import reading
from voicecoach.history.past_sessions import unfinished
from voicecoach.history.reading_facts import read_facts
from voicecoach.history.writing import SessionHead

SEED = 20_261
MINUTE_MS = 60_000
LATER_S = BEGAN_AT_MS / 1000 + 86_400
"""After all sessions."""
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.history.killed_session"])


def head_of(session: int) -> SessionHead:
    """The n-th session, a minute after the one before it."""
    return SessionHead(f"{session:032x}", BEGAN_AT_MS + session * MINUTE_MS, 0, "0.1", None)


def run(path: Path, session: int, killed_after_s: float | None) -> tuple[int, float]:
    """Play a session in a process that is killed by SIGKILL after this time (None: never).

    Returns how many facts it has acknowledged, and how long it ran, in seconds.
    """
    here, there = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=keep, args=(path, head_of(session), there))
    process.start()
    there.close()
    assert here.recv_bytes() == BEGUN
    began_s = time.monotonic()
    process.join(killed_after_s)
    process.kill()
    process.join()
    lasted_s = time.monotonic() - began_s
    acknowledged = 0
    with suppress(EOFError):
        while here.recv_bytes():
            acknowledged += 1
    return acknowledged, lasted_s


def kept_of(path: Path, session: int) -> tuple[list[Fact], Unfinished | None]:
    """The facts that are kept of a session, and what would be offered now to go on with."""
    with reading(path) as database:
        if database is None:
            return [], None
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        key = head_of(session).id
        facts = read_facts(database, "sessions.id = ?", key)
        return [one.fact for one in facts], unfinished(database, LATER_S)


def check(path: Path, session: int, acknowledged: int, whole: list[Fact]) -> None:
    """Nothing acknowledged is missing, nothing is twice or out of order, and resume knows where."""
    facts, offered = kept_of(path, session)
    assert facts == whole[: len(facts)]
    assert acknowledged <= len(facts) <= acknowledged + 1
    places = [fact for fact in facts if isinstance(fact, PlaceReached)]
    if places and not any(isinstance(fact, SessionEnded) for fact in facts):
        assert offered is not None
        assert offered.session == head_of(session).id
        assert offered.place == places[-1]
        assert offered.done == tuple(fact for fact in facts if isinstance(fact, SetEnded))
    else:
        assert offered is None or offered.session != head_of(session).id


def kill_again_and_again(path: Path, kills: int) -> None:
    whole = FactList()
    play(whole)
    facts = [fact for _, fact in whole.facts]
    acknowledged, lasted_s = run(path, 0, None)
    assert acknowledged == len(facts)
    check(path, 0, acknowledged, facts)
    moments = random.Random(SEED)
    broken_off = 0
    for session in range(1, kills + 1):
        acknowledged, _ = run(path, session, moments.uniform(0, lasted_s))
        check(path, session, acknowledged, facts)
        broken_off += acknowledged < len(facts)
    assert broken_off > kills / 4, "many of them were killed before their end"


def test_a_killed_session_loses_nothing_it_has_acknowledged(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path / "history.db", kills=5)


def test_two_processes_at_once_keep_both_sessions(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    whole = FactList()
    play(whole)
    pipes = [PROCESSES.Pipe(duplex=False) for _ in range(2)]
    processes = [
        PROCESSES.Process(target=keep, args=(path, head_of(number), there))
        for number, (_, there) in enumerate(pipes)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    for number in range(2):
        facts, _ = kept_of(path, number)
        assert facts == [fact for _, fact in whole.facts]


@pytest.mark.kill
def test_two_hundred_killed_sessions_lose_nothing_they_have_acknowledged(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path / "history.db", kills=200)
