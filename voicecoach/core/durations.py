"""Lengths of time as they are said: in seconds if they are short, else in minutes."""

from voicecoach.core.phrases import Phrase, phrase

LONGEST_IN_SECONDS_S = 119
"""A length of up to this many seconds is said in seconds, unless it is a whole minute."""
_MINUTE_S = 60


def in_minutes(seconds: int) -> bool:
    """True if this length is said in minutes."""
    return seconds > LONGEST_IN_SECONDS_S or seconds == _MINUTE_S


def spoken_time(seconds: int) -> Phrase:
    """This length: "20 seconds", "one minute", "two minutes and 30 seconds"."""
    if not in_minutes(seconds):
        return phrase("lasting.seconds", n=seconds)
    minutes, rest = divmod(seconds, _MINUTE_S)
    whole = phrase("lasting.minutes", n=minutes)
    return (
        phrase("lasting.both", times=[whole, phrase("lasting.seconds", n=rest)]) if rest else whole
    )
