"""Workouts as people write them down: from plain lines to a routine file.

The forms that are read are data (`forms.toml`), and so are the names of exercises (`names.toml`).
Text that no form describes is left out and named, with its line; nothing is guessed.
"""
