"""The doctor: checks everything a session needs, and measures its starting values."""
