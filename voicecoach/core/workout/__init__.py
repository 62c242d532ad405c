"""The workout itself: exercises, amounts, routines, levels, norms and schedules."""
