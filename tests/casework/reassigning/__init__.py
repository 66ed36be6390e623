"""Giving many cases to another colleague at once."""
