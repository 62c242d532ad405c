"""An offline, voice-guided workout coach."""

__version__ = "0.1.0"
