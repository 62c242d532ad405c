"""Workouts in the formats of other programs."""
