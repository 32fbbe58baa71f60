"""Consent, notice and who may do what."""
