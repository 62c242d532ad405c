"""Workouts as people write them down: from plain lines to a routine file.

The forms that are read are data (`forms.toml`), and so are the names of exercises (`names.toml`).
Whatever no form describes stays unread and is named, with its line; nothing is guessed.
"""
