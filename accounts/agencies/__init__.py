"""Partnerships and the agencies that belong to them."""
