"""The Engine seam: a batch of steps in, a batch of answers out."""
