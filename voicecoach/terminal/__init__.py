"""The screen and the keyboard of a session."""
