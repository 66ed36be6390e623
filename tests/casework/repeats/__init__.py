"""Repeats."""
