"""Leaving an old system."""
