"""Tunes the scales and the filler's costs on recordings kept out of training."""

import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from scripts.model.evaluation import items, measures, synthetic
from scripts.model.evaluation.conditions import Condition, Room
from scripts.model.evaluation.listening import Kind, Listener
from scripts.model.export import Scales
from scripts.model.graph.decoding_graph import GraphCosts
from voicecoach.devices.native_messages import native_messages_silenced

_CONDITIONS = (
    Condition(),
    Condition("white", 10),
    Condition("recorded", 12),
    Condition("babble", 20),
    Condition("babble", 10),
)
"""In turn, each for as many words."""
_WRONG_WEIGHT = 3.0
"""Weight of a false command, which costs a user more than one that has to be repeated."""
_ALARM_WEIGHT = 0.5
"""Percent of missed commands that weigh as much as one false command per hour of speech."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A candidate setting."""

    scales: Scales
    costs: GraphCosts


@dataclass(frozen=True, slots=True)
class Extent:
    """Amount of material for each setting."""

    most_a_word: int
    talk_s: float
    phone_costs: Sequence[float] = (0.3, 0.37, 0.45, 0.55)
    orders: Sequence[float] = (0.0, 0.1)
    priors: Sequence[float] = (0.4, 0.6, 0.8)


@dataclass(frozen=True, slots=True)
class Found:
    """Results of a setting; shares in percent."""

    right: float
    wrong: float
    outside_taken: float
    alarms_an_hour: float
    """Commands recognized alone in sentences."""

    @property
    def worth(self) -> float:
        """The higher the better."""
        false = self.wrong + self.outside_taken
        return self.right - _WRONG_WEIGHT * false - _ALARM_WEIGHT * self.alarms_an_hour


Write = Callable[[Setting, Path], None]
"""Writes the model with a setting into a directory."""


def tune(write: Write, start: Setting, extent: Extent, log: Path) -> Setting:
    """Best setting, found one parameter at a time; each trial is a line in `log`."""
    words = items.words("valid", extent.most_a_word)
    words += [item for group in synthetic.voices("valid").values() for item in group]
    outside = items.outside_words("valid", extent.most_a_word)
    talk = list(items.sentences("valid", extent.talk_s))
    room = Room("valid")

    def worth_of(setting: Setting) -> float:
        with TemporaryDirectory() as folder:
            write(setting, Path(folder))
            found = _hear(Listener(Path(folder)), words, outside, talk, room)
        row = {"worth": round(found.worth, 2), **asdict(found), **asdict(setting)}
        with log.open("a", encoding="utf-8") as file:
            print(json.dumps(row), file=file)
        return found.worth

    tried: dict[Setting, float] = {}
    passes: Sequence[tuple[str, Sequence[float], Callable[[Setting, float], Setting]]] = (
        ("the cost of a phone", extent.phone_costs, _with_phone_cost),
        ("the order of phones", extent.orders, _with_order),
        ("the priors", extent.priors, _with_prior),
        ("the cost of a phone again", extent.phone_costs, _with_phone_cost),
    )
    best = start
    # libvosk lets other threads run while it listens.
    with native_messages_silenced(), ThreadPoolExecutor(os.cpu_count()) as pool:
        for title, values, change in passes:
            options = dict.fromkeys((best, *(change(best, value) for value in values)))
            new = [option for option in options if option not in tried]
            with click.progressbar(
                pool.map(worth_of, new), len(new), label=f"tuning {title}"
            ) as bar:
                tried.update(zip(new, bar, strict=True))
            best = max(tried, key=lambda setting: tried[setting])
    return best


def _with_phone_cost(setting: Setting, cost: float) -> Setting:
    filler = replace(setting.costs.filler, phone=cost)
    return replace(setting, costs=replace(setting.costs, filler=filler))


def _with_order(setting: Setting, order: float) -> Setting:
    filler = replace(setting.costs.filler, order=order)
    return replace(setting, costs=replace(setting.costs, filler=filler))


def _with_prior(setting: Setting, prior: float) -> Setting:
    return replace(setting, scales=replace(setting.scales, prior=prior))


def _hear(
    listener: Listener,
    words: Sequence[items.Item],
    outside: Sequence[items.Item],
    talk: Sequence[items.Item],
    room: Room,
) -> Found:
    heard = [
        tally
        for at, condition in enumerate(_CONDITIONS)
        for tally in measures.words_in(
            listener, words[at :: len(_CONDITIONS)], condition, room
        ).values()
    ]
    # Each word counts as much as any other, however often it was recorded.
    shares = {kind: sum(tally.share(kind) for tally in heard) / len(heard) for kind in Kind}
    taken = measures.outside_words_in(listener, outside, room)
    alarms = measures.false_alarms(listener, talk, items.COMMANDS)
    return Found(
        round(shares[Kind.RIGHT], 2),
        round(shares[Kind.WRONG], 2),
        round(taken.share(Kind.WRONG), 2),
        round(alarms.alone.total() / max(alarms.hours, 1e-9), 2),
    )
