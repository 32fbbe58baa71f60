"""Many witnesses become one feeling over time."""
