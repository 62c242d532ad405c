"""Progression: the ladder of doses of each exercise, and the rules for climbing it."""
