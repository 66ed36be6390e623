"""Leaving an old system: its open cases, leads, notes, actions and people, brought in from sheets."""
