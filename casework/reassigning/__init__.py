"""Giving many cases of one colleague to another at once."""
