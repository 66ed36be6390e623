"""Casework that was recorded elsewhere before, brought in with its dates and authors."""
