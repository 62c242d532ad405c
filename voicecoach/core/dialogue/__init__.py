"""What the user says and what follows: intents, transitions, answers."""
