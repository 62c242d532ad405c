"""The folder of the bundled content; imports nothing, so that shell completion stays quick."""

from pathlib import Path

BUNDLED = Path(__file__).parent
"""Exercises, routines, languages and all else that comes with the product, as files."""
