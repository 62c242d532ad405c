"""Facts worth keeping: what was done, skipped and decided, each complete in itself."""

from voicecoach.core.facts.answers import (
    DoseWished,
    Effort,
    EffortRated,
    MorningAnswered,
    PainReported,
    RecordsTold,
    Wish,
    WordsAsked,
    WordsWish,
)
from voicecoach.core.facts.choices import (
    Choice,
    TalkTurned,
    TempoTurned,
    VariationChosen,
    VolumeTurned,
)
from voicecoach.core.facts.conversation import (
    EchoIgnored,
    IntentDoubted,
    IntentHeard,
    SpeechMissed,
)
from voicecoach.core.facts.session import (
    ClockSet,
    DeviceChanged,
    PhaseEntered,
    ResumeDeclined,
    SessionEnded,
    SessionResumed,
    SessionStarted,
)
from voicecoach.core.facts.work import (
    DoseGiven,
    ExerciseSkipped,
    PlaceReached,
    SetEnded,
)

__all__ = [
    "Choice",
    "ClockSet",
    "DeviceChanged",
    "DoseGiven",
    "DoseWished",
    "EchoIgnored",
    "Effort",
    "EffortRated",
    "ExerciseSkipped",
    "Fact",
    "IntentDoubted",
    "IntentHeard",
    "MorningAnswered",
    "PainReported",
    "PhaseEntered",
    "PlaceReached",
    "RecordsTold",
    "ResumeDeclined",
    "SessionEnded",
    "SessionResumed",
    "SessionStarted",
    "SetEnded",
    "SpeechMissed",
    "TalkTurned",
    "TempoTurned",
    "VariationChosen",
    "VolumeTurned",
    "Wish",
    "WordsAsked",
    "WordsWish",
]

Fact = (
    SessionStarted
    | SessionResumed
    | ResumeDeclined
    | PlaceReached
    | DoseGiven
    | SetEnded
    | ExerciseSkipped
    | EffortRated
    | DoseWished
    | PainReported
    | MorningAnswered
    | WordsAsked
    | TalkTurned
    | TempoTurned
    | VolumeTurned
    | VariationChosen
    | RecordsTold
    | IntentHeard
    | IntentDoubted
    | SpeechMissed
    | EchoIgnored
    | PhaseEntered
    | DeviceChanged
    | ClockSet
    | SessionEnded
)
