"""Blocks while their lines are read."""

from dataclasses import field, replace

from voicecoach.dataclass import dataclass
from voicecoach.workout_text.amounts import UnclearError
from voicecoach.workout_text.items import Listed, real
from voicecoach.workout_text.limits import MOST_ITEMS, rest_in_limits
from voicecoach.workout_text.tree import Block, Kind

_ROUNDS = (Kind.ROUNDS, Kind.AMRAP)


@dataclass(slots=True, eq=False)
class Draft:
    """A block that is not finished."""

    block: Block
    letter: str | None = None
    """Letter of exercises labelled A1, A2."""
    has_heading: bool = False
    lines: set[int] = field(default_factory=set)

    @property
    def needs_dose(self) -> bool:
        """True if its exercises need a number or a time of their own."""
        return self.block.kind is not Kind.INTERVALS and not self.block.counts

    @property
    def ends_at_gap(self) -> bool:
        """True if an empty line ends it."""
        return self.block.kind is not Kind.PLAIN and bool(self.block.items)

    def gives_way_to(self, listed: Listed, letter: str | None) -> bool:
        """True if these exercises, with their letter, belong to a block of their own."""
        if self.has_heading:
            return False
        is_full = len(self.block.items) + len(listed.items) > MOST_ITEMS
        return self.letter != letter or is_full

    def take(self, listed: Listed, line: int) -> None:
        """Add the exercises of a line; raises UnclearError."""
        if listed.leading:
            raise UnclearError("a dose, but no exercise")
        if len(self.block.items) + len(listed.items) > MOST_ITEMS:
            raise UnclearError(f"more than {MOST_ITEMS} exercises in a block")
        self._take_round_rests(listed)
        self.block = replace(self.block, items=(*self.block.items, *listed.items))
        self.lines.add(line)

    def take_rest(self, listed: Listed, line: int, *, is_after: bool) -> None:
        """A rest on a line of its own, within the block or `is_after` it; raises UnclearError."""
        rest_s, set_rest_s = real(listed.leading.get("rest")), real(listed.leading.get("set_rest"))
        for each_s in (rest_s, set_rest_s):
            rest_in_limits(each_s)
        if not self.block.items:
            raise UnclearError("a rest, but after what?")
        self._take_round_rests(listed)
        *others, last = self.block.items
        if set_rest_s is not None:
            last = replace(last, dose=replace(last.dose, set_rest_s=set_rest_s))
        if rest_s is not None and is_after:
            self.block = replace(self.block, after_s=rest_s)
        elif rest_s is not None:
            last = replace(last, rest_after_s=rest_s)
        self.block = replace(self.block, items=(*others, last))
        self.lines.add(line)

    def _take_round_rests(self, listed: Listed) -> None:
        between_s, each_s = real(listed.rounds.get("between")), real(listed.rounds.get("each"))
        for rest_s in (between_s, each_s):
            rest_in_limits(rest_s)
        if (between_s is None and each_s is None) or self.block.kind in _ROUNDS:
            self.block = replace(
                self.block,
                between_s=self.block.between_s if between_s is None else between_s,
                each_s=self.block.each_s if each_s is None else each_s,
            )
            return
        raise UnclearError("no rounds that this rest could belong to")
