"""Break-glass."""
