"""Links between agencies."""
