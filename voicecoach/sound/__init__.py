"""Sound as arrays: clips, levels, clocks, mixing. Without devices or threads."""
