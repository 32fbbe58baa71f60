"""Several people together: the mood of a room, never of one person in it."""
