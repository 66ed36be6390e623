"""Where somebody stands."""
