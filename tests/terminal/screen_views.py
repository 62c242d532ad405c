"""Views of an imaginary session, for the tests of the displays."""

from dataclasses import replace

from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.phases import Phase
from voicecoach.core.view import Countdown, CountProgress, PausedTime, Stopwatch, View

VOCABULARY = Vocabulary(
    words={intent: (intent.value.replace("-", " "),) for intent in Intent},
    keys={
        "space": (Intent.PAUSE, Intent.READY),
        "enter": (Intent.READY, Intent.DONE),
        "n": (Intent.NO, Intent.NEXT),
        "q": (Intent.STOP,),
        "h": (Intent.HELP,),
    },
    decoys=(),
)
LANGUAGE = replace(load_language(), vocabulary=VOCABULARY)

COUNTING = View(
    phase=Phase.COUNTING,
    routine="Balance",
    exercise="Tandem stand",
    place="Exercise 2 of 4",
    set_label="Set 1 of 2",
    side="Right foot in front",
    big=CountProgress("7", "12"),
    tempo_word="down",
    caption="Keep your hips level.",
    heard="repeat",
    notice="",
    hints=("done", "pause", "next", "stop", "help"),
)
GREETING = replace(
    COUNTING,
    phase=Phase.GREETING,
    exercise="Balance",
    place="",
    set_label="",
    side="",
    big=None,
    tempo_word="",
    caption="Welcome. Four exercises for balance, about eight minutes.",
    heard="",
)
HOLDING = replace(
    COUNTING, phase=Phase.HOLDING, big=Countdown(ends_ms=60_000, total_ms=60_000), tempo_word=""
)
OPEN_HOLD = replace(HOLDING, big=Stopwatch(began_ms=0))
RESTING = replace(
    COUNTING, phase=Phase.RESTING, side="", big=Countdown(30_000, 30_000), tempo_word=""
)
PAUSED = replace(
    COUNTING, phase=Phase.PAUSED, big=PausedTime(23_400), tempo_word="", caption="Paused."
)
LOST = replace(COUNTING, notice="The microphone was unplugged. Plug it in, or go on with the keys.")
SUMMARY = replace(
    GREETING, phase=Phase.SUMMARY, caption="That was Balance: eight sets in nine minutes."
)
ALL = (GREETING, COUNTING, HOLDING, OPEN_HOLD, RESTING, PAUSED, LOST, SUMMARY)
