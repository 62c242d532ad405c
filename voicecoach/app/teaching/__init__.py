"""A lesson in which the coach learns how its user says the commands, and what it has learned."""
