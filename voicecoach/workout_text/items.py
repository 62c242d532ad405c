"""The exercises in a line or in a part of one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from voicecoach.dataclass import dataclass
from voicecoach.workout_text.amounts import UnclearError, Value
from voicecoach.workout_text.forms import Forms
from voicecoach.workout_text.limits import MOST_ROUNDS, in_limits
from voicecoach.workout_text.names import Names
from voicecoach.workout_text.tree import Dose, Item

LONGEST_NAME = 60
_LONGEST_ABBREVIATION = 4
"""Letters of a name such as RDL; more capitals shout."""
_SEPARATOR = re.compile(r"(?<!\d),|,(?!\d)|;|\s\+\s|\s&\s|\s/\s|\s\|\s|\bthen\b|\bfollowed by\b")
_AND = re.compile(r"\sand\s", re.IGNORECASE)
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '.&-])*")
_CONNECTING = frozenset(
    ["", "of", "with", "for", "at", "and", "a", "the", "on", "in", "do", "then"]
)
_AMOUNTS = frozenset(["sets", "count", "counts", "from", "time", "meters"])
"""Fields that tell an exercise from a part of a name."""
_EDGES = " \t.,:;-@&+|/"
_MOST_PARTS = 12
"""Of one exercise; each costs a search for all forms."""
_ROUND_FIELDS = frozenset(["between", "each"])


@dataclass(slots=True)
class Segment:
    """Meaning of one part of a line."""

    text: str
    name: str | None = None
    values: dict[str, Value] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    """Remarks in parentheses, which no form describes."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The exercises of a line, and what it says about their rounds."""

    items: tuple[Item, ...] = ()
    leading: Mapping[str, Value] = field(default_factory=dict)
    """The text before the first exercise."""
    rounds: Mapping[str, Value] = field(default_factory=dict)
    """Rests between rounds, and after each exercise."""
    left_out: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if the line says nothing at all."""
        return not (self.items or self.leading or self.rounds or self.left_out)


@dataclass(frozen=True, slots=True)
class ItemReader:
    """Reads exercises; every problem is raised as UnclearError."""

    forms: Forms
    names: Names

    def listed(self, text: str, line: int, *, needs_dose: bool = True) -> Listed:
        """The exercises in a text, separated by commas and the like."""
        items: list[Item] = []
        leading: dict[str, Value] = {}
        rounds: dict[str, Value] = {}
        left_out: list[str] = []
        segments = list(self._segments(text, needs_dose=needs_dose))
        merged: list[Segment] = []
        for segment in segments:
            left_out += segment.left_out
            for name in _ROUND_FIELDS & segment.values.keys():
                _put(rounds, name, segment.values.pop(name), segment.text)
            if segment.name is not None:
                merged.append(segment)
                continue
            target = merged[-1].values if merged else leading
            for name, value in segment.values.items():
                _put(target, name, value, segment.text)
        for segment in merged:
            assert segment.name is not None
            items.append(self._item(segment, segment.name, line, needs_dose=needs_dose))
        return Listed(tuple(items), leading, rounds, tuple(left_out))

    def pace(self, word: str, line: int) -> Item:
        """One of two paces that take turns."""
        return Item(line, word.capitalize(), self.names.exercise(word), Dose())

    def segment(self, text: str) -> Segment:
        """Dose and name in a text with no more than one exercise."""
        result = Segment(text)
        bare = _PARENTHESES.sub(lambda match: self._aside(match[1], result), text)
        pieces = self._scan(bare, result)
        names = [piece for piece in pieces if piece.lower() not in _CONNECTING]
        if len(names) > 1:
            raise UnclearError(f'not clear: "{names[0]}" and "{names[1]}"')
        if names:
            result.name = self._name(names[0])
        return result

    def _scan(self, text: str, into: Segment) -> list[str]:
        """Take the forms out of a text; return the text between them."""
        pieces: list[str] = []
        forms = (*self.forms.parts, *self.forms.between)
        place = 0
        while found := self.forms.first(forms, text, place):
            if len(pieces) > _MOST_PARTS:
                raise UnclearError("too many numbers for one exercise")
            pieces.append(text[place : found.start].strip(_EDGES))
            for name, value in found.values.items():
                _put(into.values, name, value, text)
            into.left_out += found.remarks
            place = found.end
        pieces.append(text[place:].strip(_EDGES))
        return pieces

    def _aside(self, inner: str, into: Segment) -> str:
        """Replacement for parentheses: their text, if forms describe all of it."""
        try:
            pieces = self._scan(inner, Segment(inner))
        except UnclearError:
            pieces = [inner]
        if all(piece.lower() in _CONNECTING for piece in pieces):
            return f" {inner} "
        into.left_out.append(f"({inner.strip()})")
        return " "

    def _name(self, text: str) -> str:
        words = re.split(r"[\s-]+", text.lower())
        if reserved := [word for word in words if word.strip(".'") in self.forms.reserved]:
            word = max(reserved, key=len)
            raise UnclearError(f'"{text[:40]}": "{word}" has no meaning here')
        if not _NAME.fullmatch(text) or len(re.findall(r"[^\W\d_]", text)) < 2:
            raise UnclearError(f'"{text[:40]}" is not the name of an exercise')
        if len(text) > LONGEST_NAME:
            raise UnclearError(f"a name of more than {LONGEST_NAME} characters")
        if _AND.search(text) and not self.names.is_one(text):
            raise UnclearError(
                f'"{text}": one exercise or two? Write a comma, or a hyphen for "and"'
            )
        if text.isupper() and len(text) > _LONGEST_ABBREVIATION:
            text = text.lower()
        return text[0].upper() + text[1:].rstrip(".")

    def _segments(self, text: str, *, needs_dose: bool) -> Iterator[Segment]:
        for part in _split(text):
            for piece in self._parted_by_and(part, needs_dose=needs_dose):
                if piece.strip(_EDGES):
                    yield self.segment(piece)

    def _parted_by_and(self, text: str, *, needs_dose: bool) -> Iterator[str]:
        """The text parted at an "and" before a number, or between two known names without one."""
        start = 0
        times = [match.span() for match in self.forms.time.finditer(text)]
        for match in _AND.finditer(text):
            if any(begin < match.start() < end for begin, end in times):
                continue
            before, after = text[start : match.start()], text[match.end() :]
            both_known = self.names.is_one(before.strip()) and self.names.is_one(after.strip())
            found = self.forms.at_start(self.forms.parts, after)
            is_number = found is not None and not _AMOUNTS.isdisjoint(found.values)
            if is_number or (both_known and not needs_dose and not self.names.is_one(text[start:])):
                yield before
                start = match.end()
        yield text[start:]

    def _item(self, segment: Segment, name: str, line: int, *, needs_dose: bool) -> Item:
        known = self.names.exercise(name)
        dose = dose_of(segment.values)
        if dose.is_open and needs_dose and (known is None or dose.sets is None):
            raise UnclearError(f'how many, or how long, "{name}"? (A heading ends with a colon.)')
        return Item(line, name, known, dose, is_held=self.names.is_held(name))


def dose_of(values: Mapping[str, Value]) -> Dose:
    """The dose that the fields of forms say; raises UnclearError if they don't go together."""
    known = dict(values)
    if "from" in known:
        known["counts"] = _ladder(whole(known.get("from")), whole(known.get("to")))
    if "count" in known and "counts" in known:
        raise UnclearError("a number of repetitions beside a ladder")
    counts = known.get("counts", known.get("count", ()))
    if not isinstance(counts, tuple):
        counts = (whole(counts) or 0,)
    said = {"repetitions": counts, "a time": known.get("time"), "a distance": known.get("meters")}
    several = [kind for kind, value in said.items() if value]
    if len(several) > 1:
        raise UnclearError(f"{several[0]} and {several[1]}: one of them")
    dose = Dose(
        sets=whole(known.get("sets")),
        counts=counts,
        time_s=real(known.get("time")),
        meters=whole(known.get("meters")),
        kilograms=real(known.get("load")),
        band=_word(known.get("band")),
        side=_word(known.get("side")) or ("both" if "limb" in known else None),
        limb=_word(known.get("limb")),
        tempo_s=_tempo(known.get("tempo")),
        hold_s=real(known.get("hold")),
        rest_s=real(known.get("rest")),
        set_rest_s=real(known.get("set_rest")),
    )
    in_limits(dose)
    if dose.hold_s and (dose.time_s or dose.meters or dose.tempo_s):
        raise UnclearError("a hold of each repetition, but no repetitions")
    return dose


def whole(value: Value | None) -> int | None:
    """The value of a field that is a whole number."""
    return value if isinstance(value, int) else None


def real(value: Value | None) -> float | None:
    """The value of a field that is a number."""
    return float(value) if isinstance(value, int | float) else None


def _word(value: Value | None) -> str | None:
    return value if isinstance(value, str) else None


def _tempo(value: Value | None) -> tuple[int, ...]:
    if not isinstance(value, tuple):
        return ()
    if not any(value):
        raise UnclearError("a tempo without a second")
    return value


def _ladder(first: int | None, last: int | None) -> tuple[int, ...]:
    """The numbers from the first to the last, one by one."""
    if first is None or last is None or abs(last - first) >= MOST_ROUNDS:
        raise UnclearError(f"a ladder of more than {MOST_ROUNDS} rounds")
    step = 1 if last >= first else -1
    return tuple(range(first, last + step, step))


def _put(into: dict[str, Value], name: str, value: Value, text: str) -> None:
    if into.setdefault(name, value) != value:
        raise UnclearError(f'"{text.strip()[:40]}" says two different things')


def _split(text: str) -> Iterator[str]:
    """The text parted at its separators, as far as they are outside of parentheses."""
    hidden = _PARENTHESES.sub(lambda match: "\x00" * len(match[0]), text)
    start = 0
    for match in _SEPARATOR.finditer(hidden):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]
