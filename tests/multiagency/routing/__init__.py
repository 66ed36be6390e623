"""Routing between agencies."""
