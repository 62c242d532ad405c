"""Microphone, loudspeaker and recognizer: thin code that leaves decisions to the pure packages."""
