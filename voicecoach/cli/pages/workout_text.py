"""The pages of `voicecoach new routine --from`: what was understood, and the forms themselves."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from voicecoach.printable import printable
from voicecoach.workout_text.forms import all_forms
from voicecoach.workout_text.tree import Outcome, Reading, WorkoutText

_WIDTH = 80
_INDENT = "    "


def reading_lines(workout: WorkoutText) -> Iterator[str]:
    """Line by line, what was understood and what was not."""
    for reading in workout.readings:
        text = printable(reading.text).strip()
        match reading.outcome:
            case Outcome.UNDERSTOOD:
                yield f"line {reading.line}: {text}"
                yield f"{_INDENT}{printable(reading.meaning)}"
            case Outcome.NOT_UNDERSTOOD:
                yield f"line {reading.line}, NOT UNDERSTOOD: {text}"
                yield f"{_INDENT}{printable(reading.meaning)}"


def summary_line(workout: WorkoutText) -> str:
    """Number of lines that were understood, and those that were not."""
    lost = missed(workout)
    total = sum(one.outcome is not Outcome.EMPTY for one in workout.readings)
    if not lost:
        return f"Understood: all {total} lines." if total != 1 else "Understood: the only line."
    numbers = ", ".join(str(one.line) for one in lost[:20]) + (", ..." if len(lost) > 20 else "")
    return f"Understood: {total - len(lost)} of {total} lines; not understood: {numbers}."


def missed(workout: WorkoutText) -> Sequence[Reading]:
    """The lines that were not understood."""
    return [one for one in workout.readings if one.outcome is Outcome.NOT_UNDERSTOOD]


def forms_page() -> Iterator[str]:
    """Every form, with an example and its meaning."""
    forms = all_forms()
    for title, group, members in (
        ("Within an exercise", "parts", forms.parts),
        ("Headings of several exercises", "blocks", forms.blocks),
        ("Rests of rounds", "between", forms.between),
    ):
        yield title
        yield from _wrapped(forms.notes[group])
        yield ""
        for form in members:
            yield f"  {form.example}"
            yield from _wrapped([form.means], _INDENT)
        yield ""
    yield "Lines"
    yield from _wrapped(forms.notes["lines"])


def _wrapped(paragraphs: Iterable[str], indent: str = "") -> Iterator[str]:
    for text in paragraphs:
        hanging = f"{indent}  " if text.startswith("-") else indent
        yield from wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=hanging)
