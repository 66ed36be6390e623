"""Tests of sharing something and of what was received."""
