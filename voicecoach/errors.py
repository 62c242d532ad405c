"""Every error the user can meet, in one tree.

VoicecoachError
├── ContentError       an exercise, routine or language file is wrong
├── SettingsError      a setting, option or environment variable is wrong
├── ModelError         a speech model is missing or damaged
├── AudioDeviceError   a microphone or loudspeaker can't be used
├── VoiceError         the speech engine is missing or failed
└── HistoryError       the history can't be read or written
    ├── NewerHistoryError      a newer version of the program wrote it
    └── DamagedHistoryError    it is no longer a database

A message says what happened, where, and what to do next.
"""


class VoicecoachError(Exception):
    """Root of all errors that are shown to the user without a traceback."""


class ContentError(VoicecoachError):
    """An exercise, routine or language file is wrong."""


class SettingsError(VoicecoachError):
    """A setting, option or environment variable is wrong."""


class ModelError(VoicecoachError):
    """A speech model is missing or damaged."""


class AudioDeviceError(VoicecoachError):
    """A microphone or loudspeaker can't be used."""


class VoiceError(VoicecoachError):
    """The speech engine is missing or failed."""


class HistoryError(VoicecoachError):
    """The history can't be read or written, perhaps temporarily."""


class NewerHistoryError(HistoryError):
    """A newer version of the program wrote the history."""


class DamagedHistoryError(HistoryError):
    """The history is no longer a readable database."""
