"""Playback of the steps: the time of each cue, and the record of what was done."""
