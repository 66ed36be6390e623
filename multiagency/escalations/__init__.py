"""Disputes between two agencies: raised, answered, moved up the stages of a ladder by a day, and ended."""
