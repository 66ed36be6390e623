"""The victim case."""
