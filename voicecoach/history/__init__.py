"""What is remembered from one workout to the next: an SQLite file in the user's data directory."""
