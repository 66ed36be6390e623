"""Reviewing what was shared in an emergency, by the next working day (governance DIS-05)."""
