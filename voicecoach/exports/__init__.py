"""What was done, in the formats of other programs."""
