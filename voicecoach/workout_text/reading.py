"""Reads a whole text, line by line, and says of each line what became of it."""

import re
from collections.abc import Iterable
from dataclasses import field, replace

from voicecoach.dataclass import dataclass
from voicecoach.printable import is_printable
from voicecoach.workout_text.amounts import UnclearError
from voicecoach.workout_text.describing import block_words, item_words, rest_words
from voicecoach.workout_text.drafts import Draft
from voicecoach.workout_text.finishing import finished, with_rests_between
from voicecoach.workout_text.forms import Forms, all_forms
from voicecoach.workout_text.headings import Heading, heading_in
from voicecoach.workout_text.items import ItemReader, Listed
from voicecoach.workout_text.limits import MOST_BLOCKS, MOST_EXERCISES
from voicecoach.workout_text.names import Names
from voicecoach.workout_text.plain_text import LONGEST_LINE, plain
from voicecoach.workout_text.tree import Block, Item, Kind, Outcome, Reading, WorkoutText

_COMMENT = re.compile(r"(?:^|\s)(?:#|//).*$")
_BULLET = re.compile(r"(?:[-*•·◦▪+>]+|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|\[[ xX]?\])\s+")
_PAIR = re.compile(r"\(?(?P<letter>[A-H])[1-9][.):]?\)?\s+(?=\S)")
_TITLE = re.compile(r"(?P<word>\w+)\s?:\s?(?P<title>.+)")
_PACES = re.compile(r"(?P<work>[a-z]+)(?:\s?[/-]\s?|\sand\s|\s)(?P<rest>[a-z]+)", re.IGNORECASE)
_LONGEST_TITLE = 60
_DECORATION = " \t#*_=-~:"


def read_workout(lines: Iterable[str], names: Names) -> WorkoutText:
    """The blocks that the lines describe, and what became of each line."""
    forms = all_forms()
    reader = _Reader(forms, ItemReader(forms, names))
    for number, text in enumerate(lines, 1):
        reader.read(number, text)
    return reader.result()


@dataclass(slots=True)
class _Line:
    """A line, with its meaning."""

    number: int
    text: str
    outcome: Outcome = Outcome.UNDERSTOOD
    words: str = ""
    """Meaning, unless its exercises tell; of a line not understood, the reason."""
    left_out: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reader:
    forms: Forms
    items: ItemReader
    lines: list[_Line] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    current: Draft | None = None
    """Block that takes the exercises of the next lines."""
    lost: int | None = None
    """Line of a heading that was not understood: nor is what follows it."""
    section: str | None = None
    name: str | None = None
    title: str | None = None

    def read(self, number: int, text: str) -> None:
        """Take in one line."""
        line = _Line(number, text)
        self.lines.append(line)
        try:
            self._take(line)
        except UnclearError as problem:
            line.outcome, line.words = Outcome.NOT_UNDERSTOOD, str(problem)
            if text.rstrip().endswith(":"):
                self.current, self.lost = None, number

    def result(self) -> WorkoutText:
        """All blocks; those whose exercises don't go together are lost with their lines."""
        blocks = []
        for draft in self.drafts:
            try:
                blocks.append(finished(draft.block))
            except UnclearError as problem:
                self._lose(draft, str(problem))
        readings = (self._reading(line, blocks) for line in self.lines)
        return WorkoutText(with_rests_between(blocks), tuple(readings), self.title)

    def _take(self, line: _Line) -> None:
        if not line.text.strip():
            line.outcome = Outcome.EMPTY
            self.lost = None
            if self.current and self.current.ends_at_gap:
                self.current = None
            return
        if len(line.text) > LONGEST_LINE:
            raise UnclearError(f"more than {LONGEST_LINE} characters")
        text = plain(line.text)
        section = text.strip(_DECORATION).lower()
        if section in self.forms.sections:
            text = section
        text = _COMMENT.sub("", text).strip()
        if not is_printable(text):
            raise UnclearError("a character that can't be shown")
        if not any(map(str.isalnum, text)):
            line.outcome = Outcome.COMMENT
        elif (match := _TITLE.fullmatch(text)) and match["word"].lower() in self.forms.titles:
            self._take_title(line, match["title"].strip())
        else:
            self._take_exercises(line, text)

    def _take_title(self, line: _Line, title: str) -> None:
        if self.title is not None or len(title) > _LONGEST_TITLE:
            raise UnclearError("a second title, or one of more than 60 characters")
        self.title = title
        line.words = f"name: {title}"

    def _take_exercises(self, line: _Line, text: str) -> None:
        pair = _PAIR.match(text)
        text = _without_bullets(text[pair.end() :] if pair else text)
        is_listed = self.current is not None and self.current.has_heading
        heading = heading_in(text, line.number, self.forms, is_listed=is_listed)
        if self.lost is not None and heading is None:
            raise UnclearError(f"it belongs to line {self.lost}")
        self.lost = None
        if heading is None:
            needs_dose = self.current is None or self.current.needs_dose
            listed = self.items.listed(text, line.number, needs_dose=needs_dose)
            self._take_list(line, listed, pair["letter"] if pair else None)
        elif heading.block is None:
            self._take_name(line, heading)
        else:
            self._take_block(line, heading, heading.block)

    def _take_list(self, line: _Line, listed: Listed, letter: str | None) -> None:
        line.left_out = listed.left_out
        if not listed.items:
            self._take_rest(line, listed)
            return
        number = sum(len(draft.block.items) for draft in self.drafts) + len(listed.items)
        if number > MOST_EXERCISES:
            raise UnclearError(f"more than {MOST_EXERCISES} exercises: split the text")
        if self.current and self.current.gives_way_to(listed, letter):
            self.current = None
        if self.current is None:
            kind = Kind.ROUNDS if letter else Kind.PLAIN
            self._begin(line, Block(line.number, kind), letter=letter)
        assert self.current
        self.current.take(listed, line.number)

    def _take_rest(self, line: _Line, listed: Listed) -> None:
        draft = self.current or (self.drafts[-1] if self.drafts else None)
        if listed.is_empty:
            raise UnclearError("no exercise")
        if listed.leading.keys() - {"rest", "set_rest"}:
            raise UnclearError("a dose, but no exercise")
        if draft is None:
            raise UnclearError("a rest, but after what?")
        draft.take_rest(listed, line.number, is_after=self.current is None)
        line.words = rest_words(listed)

    def _take_name(self, line: _Line, heading: Heading) -> None:
        """A section or the name of a block, or an exercise with its dose after a colon."""
        if not heading.tail:
            listed = Listed()
        else:
            listed = self.items.listed(heading.tail, line.number)
            if not listed.items:
                listed = self.items.listed(f"{heading.head}; {heading.tail}", line.number)
                self._take_list(line, listed, None)
                return
        self.current = None
        if heading.section:
            self.section, self.name = heading.section, None
            line.words = f"section: {heading.section}"
        else:
            self.name = heading.name
            line.words = f"block: {heading.name}"
        if listed.items:
            self._take_list(line, listed, None)

    def _take_block(self, line: _Line, heading: Heading, block: Block) -> None:
        listed = Listed()
        paces = self._paces(block, heading.tail, line.number)
        draft = Draft(block)
        if paces:
            block = replace(block, kind=Kind.PACES, items=paces)
        elif heading.tail:
            listed = self.items.listed(heading.tail, line.number, needs_dose=draft.needs_dose)
        if listed.leading:
            raise UnclearError("a dose, but no exercise")
        if heading.section:
            self.section, self.name = heading.section, None
        self.name = heading.name or self.name
        self._begin(line, block, has_heading=True)
        assert self.current
        self.current.take(listed, line.number)
        line.left_out = listed.left_out
        if self.current.block.items:
            self.current = None

    def _begin(
        self, line: _Line, block: Block, *, letter: str | None = None, has_heading: bool = False
    ) -> None:
        if len(self.drafts) >= MOST_BLOCKS:
            raise UnclearError(f"more than {MOST_BLOCKS} blocks: split the text")
        block = replace(block, name=self.name, section=self.section)
        self.name = None
        self.current = Draft(block, letter=letter, has_heading=has_heading, lines={line.number})
        self.drafts.append(self.current)

    def _paces(self, block: Block, tail: str, line: int) -> tuple[Item, ...]:
        """The two paces of intervals such as "run walk"; none if the tail is something else."""
        match = _PACES.fullmatch(tail.strip())
        known = self.items.names.paces
        if block.kind is not Kind.INTERVALS or block.is_one_by_one or not match:
            return ()
        if match["work"].lower() not in known or match["rest"].lower() not in known:
            return ()
        return tuple(self.items.pace(match[which], line) for which in ("work", "rest"))

    def _lose(self, draft: Draft, reason: str) -> None:
        first = draft.block.line
        for line in self.lines:
            if line.number in draft.lines and line.outcome is Outcome.UNDERSTOOD:
                line.outcome = Outcome.NOT_UNDERSTOOD
                line.words = reason if line.number == first else f"it belongs to line {first}"

    def _reading(self, line: _Line, blocks: Iterable[Block]) -> Reading:
        words = [line.words] if line.words else []
        if line.outcome is Outcome.UNDERSTOOD:
            for block in blocks:
                if block.line == line.number and (text := block_words(block)):
                    words.append(text)
                words += [item_words(one, block) for one in block.items if one.line == line.number]
            words += [f"left out: {remark}" for remark in line.left_out]
        return Reading(line.number, line.text, line.outcome, "; ".join(words))


def _without_bullets(text: str) -> str:
    for _ in range(2):
        text = text[match.end() :] if (match := _BULLET.match(text)) else text
    return text
