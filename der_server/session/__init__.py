"""One person's visit: clock, windows, ticks."""
