"""The user's ways to control a session."""

from enum import Enum


class Control(Enum):
    """The ways to give commands."""

    VOICE = "voice"
    """By voice, and with keys if there are any."""
    KEYS = "keys"
    """With keys alone."""
    NONE = "none"
    """Not at all: everything goes on by itself."""


def control_of(*, hears: bool, has_keys: bool) -> Control:
    """The way for a coach that hears commands, or for a user with a keyboard."""
    if hears:
        return Control.VOICE
    return Control.KEYS if has_keys else Control.NONE
