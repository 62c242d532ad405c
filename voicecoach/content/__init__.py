"""Content files: exercises, routines, languages, topics and norms, read and checked."""
