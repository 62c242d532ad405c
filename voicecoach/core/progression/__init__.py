"""From what was done to what is due next: the ladder of doses, and the rules for climbing it."""
