"""A dose in a few written words: "3 x 12", "2 x 30 s per foot"."""

from voicecoach.core.workout.exercise import (
    Exercise,
    Hold,
    Letters,
    OpenHold,
    Reps,
    Sides,
    Steps,
    Timed,
    UserPaced,
)


def dose_text(exercise: Exercise) -> str:
    """Dose of an exercise: sets, amount, and whether that is for each side and direction."""
    times = f"{exercise.sets} x " if exercise.sets > 1 else ""
    side = f" per {exercise.side_word.value}" if exercise.sides is Sides.EACH else ""
    direction = ", each way" if exercise.directions else ""
    return f"{times}{_amount(exercise)}{side}{direction}"


def _amount(exercise: Exercise) -> str:
    match exercise.counting:
        case Reps(count, _, open_ended):
            return f"up to {count}" if open_ended else f"{count}"
        case Hold(duration_ms) | Timed(duration_ms):
            return _seconds(duration_ms)
        case OpenHold(cap_ms):
            return f"up to {_seconds(cap_ms)}"
        case Letters(first, last):
            return f"{first} to {last}"
        case Steps(count):
            return f"{count} steps"
        case UserPaced(target, cap_ms):
            return f"{target} or {_seconds(cap_ms)}"


def tempo_text(exercise: Exercise) -> str:
    """The beat of it; empty when it has none."""
    match exercise.counting:
        case Reps(_, tempo):
            return ", ".join(f"{part.word} {_seconds(part.duration_ms)}" for part in tempo)
        case Letters(_, _, beat_ms):
            return f"a letter every {_seconds(beat_ms)}"
        case Steps(_, beat_ms, turn_every):
            turn = f", a turn after {turn_every}" if turn_every else ""
            return f"a step every {_seconds(beat_ms)}{turn}"
        case UserPaced():
            return "your own"
        case Timed(_, areas) if areas:
            return ", then ".join(area[0].lower() + area[1:] for area in areas)
        case _:
            return ""


def clock_text(at_ms: int) -> str:
    """A time as minutes and seconds: 12:05."""
    minutes, seconds = divmod(round(at_ms / 1000), 60)
    return f"{minutes}:{seconds:02d}"


def _seconds(duration_ms: int) -> str:
    return f"{duration_ms / 1000:g} s"
