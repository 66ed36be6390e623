"""Intelligence."""
