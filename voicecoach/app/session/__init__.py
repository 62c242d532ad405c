"""Preparing sessions, and running them live, as a rehearsal or into a sound file."""
