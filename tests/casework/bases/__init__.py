"""Lawful bases."""
