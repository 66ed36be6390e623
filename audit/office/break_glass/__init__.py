"""Reviewing break-glass: who opened what in an emergency, why, and whether that was right."""
