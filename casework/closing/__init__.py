"""Closing a case with what came of it, and opening it again."""
