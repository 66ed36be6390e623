"""Tests of what agencies do together."""
