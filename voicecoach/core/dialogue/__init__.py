"""Dialogue with the user: intents, transitions, commands, answers."""
