"""Tests of the known-to check."""
