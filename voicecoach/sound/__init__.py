"""Sound as arrays: clips, levels, clocks, mixing. Pure numpy, without devices or threads."""
