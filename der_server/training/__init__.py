"""Train, calibrate and evaluate on real recordings, people kept apart."""
