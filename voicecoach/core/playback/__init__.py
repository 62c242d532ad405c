"""The steps in time: when each cue sounds, and what was achieved."""
