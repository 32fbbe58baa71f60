"""Experts: weights and rules with explicit state, no I/O beyond reading their own bundle."""
