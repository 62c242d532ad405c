"""Content files as text, for tests that write them and break them."""

from pathlib import Path

EXERCISE = """\
name = "Toe taps"
position = "Sit on a chair."
sides = "each"
side_word = "arm"
sets = 2
rest_seconds = 12.5
directions = ["inward", "outward"]
cues = ["Stay tall.", "Breathe."]
muscles = [{ name = "the tibialis anterior", where = "along your shin" }]
loads = ["shin"]
benefits = ["It helps."]
cautions = [{ when = "cue", text = "Keep the heel still." }]
stop_sign = "Sharp pain."

# Equipment.
[[equipment]]
name = "a towel"
substitute = "a T-shirt"

[instructions]
long = [
  "Lift your toes.",
  "Lower them.",
]
short = ["Lift, and lower."]
minimal = ["Toes up."]

[counting]
kind = "reps"
count = 10
tempo = [
  { word = "up", seconds = 2 },
  { word = "down", seconds = 1.5 },
]

[[variations]]
name = "standing"
difficulty = "harder"
instruction = "Stand up for it."

[[sources]]
title = "A book"
claim = "Ten are enough."
"""

COUNTINGS = {
    "reps": EXERCISE[EXERCISE.index("[counting]") : EXERCISE.index("[[variations]]")],
    "hold": '[counting]\nkind = "hold"\nseconds = 30\n',
    "open-hold": '[counting]\nkind = "open-hold"\ncap_seconds = 60\n',
    "letters": '[counting]\nkind = "letters"\nfirst = "A"\nlast = "M"\nbeat_seconds = 2.5\n',
    "steps": '[counting]\nkind = "steps"\ncount = 20\nbeat_seconds = 1.5\nturn_every = 10\n',
    "user-paced": '[counting]\nkind = "user-paced"\ntarget = 20\ncap_seconds = 120\n',
    "time": '[counting]\nkind = "time"\nseconds = 60\nareas = ["heel", "arch"]\n',
}

ROUTINE = """\
name = "Taps"
summary = "A little of everything."
level = 1

[[items]]
exercise = "toe-taps"
sets = 1
count = 8
rest_after_seconds = 5

[[items]]
exercise = "toe-taps"
"""


def exercise_with(kind: str) -> str:
    """The exercise, counted in this way."""
    return EXERCISE.replace(COUNTINGS["reps"], COUNTINGS[kind] + "\n")


def write(folder: Path, exercise: str = EXERCISE, routine: str = ROUTINE) -> Path:
    """A content directory with one exercise, toe-taps, and one routine, taps."""
    for kind, slug, text in (("exercises", "toe-taps", exercise), ("routines", "taps", routine)):
        (folder / kind).mkdir(exist_ok=True)
        (folder / kind / f"{slug}.toml").write_text(text, encoding="utf-8")
    return folder


def told_at(path: Path | str, line: int, expected: str, message: str) -> bool:
    """True if a line of the message has this place, and says what is expected."""
    place = f"{path}:{line}: "
    return any(place in one and expected in one for one in message.splitlines())


def line_of(text: str, part: str) -> int:
    """The line, from 1, in which this part of a text stands first."""
    return text[: text.index(part)].count("\n") + 1
