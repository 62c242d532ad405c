"""Microphone, loudspeaker and recognizer: thin code that decides nothing."""
