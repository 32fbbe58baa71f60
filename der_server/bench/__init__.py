"""Measures the server against people who never stop talking, and against other ways to serve the same models."""
