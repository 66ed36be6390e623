"""Agreements between agencies."""
