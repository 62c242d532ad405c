"""The history: an SQLite file in the user's data directory, and what is read from it."""
