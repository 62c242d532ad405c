"""The list of workouts as JSON, for other programs."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import groupby

from voicecoach.history.overview import (
    Content,
    PastWorkout,
    SetDone,
    contents,
    session_number,
    sets_done,
)

NO_WORKOUTS_JSON = "[]\n"


def history_json(
    database: sqlite3.Connection,
    chosen: Sequence[PastWorkout],
    *,
    with_sets: bool,
    running: str = "",
) -> Iterator[str]:
    """Pieces of a JSON list of these workouts, one workout per line.

    `running` is the id of the session that runs now.
    """
    in_progress = session_number(database, running) if running else None
    if not chosen:
        yield NO_WORKOUTS_JSON
        return
    content = contents(database, chosen)
    done = sorted(sets_done(database, chosen) if with_sets else (), key=_workout_of)
    sets = {key: list(some) for key, some in groupby(done, _workout_of)}
    before = "[\n"
    for one in chosen:
        entry = _entry(one, content[one.id], is_running=in_progress in one.sessions)
        if with_sets:
            entry["done"] = [_set_entry(each) for each in sets.get(one.id, ())]
        yield before + json.dumps(entry, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n"


def _workout_of(one: SetDone) -> str:
    return one.workout


def _entry(one: PastWorkout, content: Content, *, is_running: bool) -> dict[str, object]:
    return {
        "id": one.id,
        "began": one.began.isoformat(timespec="seconds"),
        "routine": one.routine,
        "active_ms": one.active_ms,
        "completed": one.completed,
        "running": is_running,
        "sets": one.sets,
        "exercises": content.exercises,
        "efforts": content.efforts,
        "pains": content.pains,
    }


def _set_entry(one: SetDone) -> dict[str, object]:
    fields = asdict(one)
    del fields["workout"], fields["routine"]
    return {
        name: value.isoformat(timespec="milliseconds") if isinstance(value, datetime) else value
        for name, value in fields.items()
    }
