"""Descriptions of what was understood."""

from voicecoach.core.workout.exercise import Sides
from voicecoach.workout_text.fitting import misfit, used
from voicecoach.workout_text.items import Listed, real
from voicecoach.workout_text.names import key
from voicecoach.workout_text.tree import Block, Item, Kind


def seconds_text(seconds: float) -> str:
    """A time as "45 s", "2 min" or "1 min 30 s"."""
    minutes, rest = divmod(seconds, 60)
    if minutes < 1 or (minutes == 1 and rest):
        return f"{seconds:g} s"
    return f"{minutes:g} min {rest:g} s" if rest else f"{minutes:g} min"


def block_words(block: Block) -> str:
    """A block without its exercises; empty if it has nothing to tell."""
    rounds = f"{block.rounds} rounds" if (block.rounds or 1) > 1 else "one after the other"
    match block.kind:
        case Kind.PLAIN:
            return ""
        case Kind.AMRAP:
            return f"rounds for {seconds_text(block.total_s or 0)}"
        case Kind.EMOM:
            turns = ", in turns" if block.is_in_turns else ""
            return f"every {seconds_text(block.period_s or 0)}, {rounds}{turns}"
        case Kind.INTERVALS:
            each = " of each exercise" if block.is_one_by_one and len(block.items) > 1 else ""
            return f"{_work(block)} and {seconds_text(block.rest_s or 0)} of rest, {rounds}{each}"
        case Kind.PACES:
            first, second = (item.name.lower() for item in block.items)
            rest = seconds_text(block.rest_s or 0)
            return f"{seconds_text(block.work_s or 0)} {first}, {rest} {second}, {rounds}"
    between = f", {seconds_text(block.between_s)} of rest between them" if block.between_s else ""
    return rounds + between


def _work(block: Block) -> str:
    return f"{seconds_text(block.work_s or 0)} of work"


def item_words(item: Item, block: Block) -> str:
    """An exercise with its dose."""
    dose = item.dose
    name = f"{item.name}{_source(item)}"
    parts: list[str] = []
    if block.kind is Kind.PACES:
        return name
    if dose.sets:
        parts.append(f"{dose.sets} {'sets' if dose.sets > 1 else 'set'}")
    if dose.counts:
        count = "-".join(map(str, dose.counts))
        parts.append(f"{count} {'repetition' if count == '1' else 'repetitions'}")
    if dose.time_s is not None:
        parts.append(seconds_text(dose.time_s))
    if dose.meters is not None:
        parts.append(f"{dose.meters:g} m")
    if side := _side(item):
        parts.append(side)
    if dose.kilograms is not None:
        parts.append(f"{dose.kilograms:g} kg")
    if dose.band:
        parts.append(f"{dose.band} band")
    if dose.tempo_s:
        parts.append(f"tempo {'-'.join(map(str, dose.tempo_s))}")
    if dose.hold_s is not None:
        parts.append(f"each held for {seconds_text(dose.hold_s)}")
    return ": ".join(filter(None, [name, ", ".join(parts + _rests(item, block))]))


def _source(item: Item) -> str:
    """Origin of the exercise, as the coach knows it."""
    if exercise := used(item):
        is_plain = key(exercise.slug) == key(item.name)
        return "" if is_plain else f" (the exercise {exercise.slug})"
    if item.known and (reason := misfit(item.known, item.dose)):
        return f" (an exercise of its own: {item.known.slug} {reason})"
    return " (an exercise of its own)"


def _side(item: Item) -> str:
    dose, exercise = item.dose, used(item)
    limb = exercise.side_word.value if exercise else dose.limb or "side"
    if dose.side == "both" or (not dose.side and exercise and exercise.sides is Sides.EACH):
        return f"each {limb}"
    return f"{dose.side} {limb}" if dose.side else ""


def _rests(item: Item, block: Block) -> list[str]:
    dose = item.dose
    found: list[str] = []
    if dose.set_rest_s is not None:
        found.append(f"{seconds_text(dose.set_rest_s)} of rest between sets")
    if dose.rest_s is not None:
        where = "between sets and after them" if (dose.sets or 1) > 1 else "after it"
        found.append(f"{seconds_text(dose.rest_s)} of rest {where}")
    if item.rest_after_s is not None and block.kind is not Kind.PLAIN:
        found.append(f"{seconds_text(item.rest_after_s)} of rest after it")
    return found


def rest_words(listed: Listed) -> str:
    """A rest on a line of its own."""
    fields = {"rest": "", "set_rest": " between sets"}
    round_fields = {"between": " between rounds", "each": " after each exercise"}
    said = [
        f"{seconds_text(seconds)} of rest{where}"
        for source, names in ((listed.leading, fields), (listed.rounds, round_fields))
        for name, where in names.items()
        if (seconds := real(source.get(name))) is not None
    ]
    return ", ".join(said)
