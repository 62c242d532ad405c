"""The width of pages."""

WIDEST = 96
"""Maximum width, in columns: longer lines are hard to read."""
