"""Tags of a sound file: title, chapters, text. Standard library only."""
