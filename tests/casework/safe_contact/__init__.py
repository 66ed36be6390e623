"""Safe contact."""
