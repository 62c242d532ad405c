"""What is done: exercises, amounts, routines, levels, norms and schedules."""
