"""Headings: the text before a colon, or at the start of a line, and what follows it."""

import re
from collections.abc import Mapping
from dataclasses import replace

from voicecoach.dataclass import dataclass
from voicecoach.workout_text.amounts import UnclearError, Value
from voicecoach.workout_text.forms import Forms, Found
from voicecoach.workout_text.items import dose_of, real, whole
from voicecoach.workout_text.limits import clock_in_limits, rest_in_limits, rounds_in_limits
from voicecoach.workout_text.tree import Block, Kind

TABATA_WORK_S, TABATA_REST_S, TABATA_ROUNDS = 20.0, 10.0, 8
"""Tabata et al., Med Sci Sports Exerc 1996;28:1327."""
MINUTE_S = 60.0

_COLON = re.compile(r"(?<!\d):|:(?!\d)")
_EDGES = " .,;-=*_#~|"
_LABEL = re.compile(r"#?(?:\d{1,2}|[A-Za-z])")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '&-])*(?: \d{1,2})?")
"""Words, perhaps with a number at their end: "Part 2"."""
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a block, and the text of the exercises after it on its line."""

    block: Block | None
    """None: only a name or a section."""
    head: str
    """Text before the colon; empty: there is no colon."""
    name: str | None
    section: str | None
    tail: str


def heading_in(text: str, line: int, forms: Forms, *, is_listed: bool) -> Heading | None:
    """The heading at the start of a line, if it has one; raises UnclearError.

    If the line `is_listed` under another heading, numbers such as 10-8-6 are those of an exercise.
    A text before a colon with no form in it is a name: of a block if exercises follow, or of an
    exercise if its dose does.
    """
    if section := forms.sections.get(text.strip(_EDGES + ":").lower()):
        return Heading(None, "", None, section, "")
    if colon := _COLON.search(text):
        head, tail = text[: colon.start()], text[colon.end() :]
        return _before_colon(head, tail.strip(), line, forms)
    possible = [
        form
        for form in forms.blocks
        if not form.needs_colon and not (is_listed and form.kind == "ladder")
    ]
    found = forms.at_start(possible, text)
    if found is None:
        return None
    return Heading(_block(found, {}, line), "", None, None, text[found.end :].strip(" -"))


def _before_colon(head: str, tail: str, line: int, forms: Forms) -> Heading:
    found = forms.first(forms.blocks, head)
    rests: dict[str, Value] = {}
    left = head
    if found:
        left = f"{head[: found.start]}\x00{head[found.end :]}"
        while rest := forms.first(forms.between, left):
            rests.update(rest.values)
            left = f"{left[: rest.start]}\x00{left[rest.end :]}"
    names = [piece for part in left.split("\x00") if (piece := part.strip(_EDGES + "()"))]
    name = " ".join(names) or None
    section = forms.sections.get(name.lower()) if name else None
    if name and found and _LABEL.fullmatch(name):
        name = None
    if name and not section and not _is_name(name, forms):
        raise UnclearError(f'"{name[:40]}" before the colon is neither a form nor a name')
    block = _block(found, rests, line) if found else None
    return Heading(block, head, None if section else name, section, tail)


def _is_name(text: str, forms: Forms) -> bool:
    is_reserved = not forms.reserved.isdisjoint(text.lower().split())
    return len(text) <= _LONGEST_NAME and not is_reserved and _NAME.fullmatch(text) is not None


def _block(found: Found, rests: Mapping[str, Value], line: int) -> Block:
    values = {**found.values, **rests}
    block = Block(
        line,
        Kind.PLAIN,
        rounds=whole(values.get("rounds")),
        between_s=real(values.get("between")),
        each_s=real(values.get("each")),
        period_s=real(values.get("period")),
        total_s=real(values.get("total")),
        work_s=real(values.get("work")),
        rest_s=real(values.get("rest")),
        is_in_turns="turns" in values,
    )
    kind = found.form.kind
    if kind == "tabata":
        block = replace(
            block,
            kind=Kind.INTERVALS,
            work_s=block.work_s or TABATA_WORK_S,
            rest_s=block.rest_s or TABATA_REST_S,
            rounds=block.rounds or TABATA_ROUNDS,
            is_one_by_one=True,
        )
    elif kind == "emom":
        block = _emom(block)
    elif kind == "ladder":
        counts = dose_of(values).counts
        block = replace(block, kind=Kind.ROUNDS, counts=counts, rounds=len(counts))
    else:
        block = replace(block, kind=Kind(kind))
    check_limits(block)
    return block


def _emom(block: Block) -> Block:
    """The number of periods, from the whole time and the length of one."""
    period_s = block.period_s or MINUTE_S
    if block.total_s is None:
        return replace(block, kind=Kind.EMOM, period_s=period_s)
    rounds, left_s = divmod(block.total_s, period_s)
    if left_s or not rounds:
        raise UnclearError(f"{block.total_s:g} s is not a multiple of {period_s:g} s")
    return replace(block, kind=Kind.EMOM, period_s=period_s, rounds=int(rounds))


def check_limits(block: Block) -> None:
    """Raises UnclearError if a number of the block is out of its range."""
    rounds_in_limits(block.rounds)
    clock_in_limits(block)
    for seconds in (block.between_s, block.each_s, block.rest_s):
        rest_in_limits(seconds)
