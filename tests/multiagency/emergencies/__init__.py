"""Tests of sharing in an emergency."""
