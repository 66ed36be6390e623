"""Closing cases and opening them again."""
