"""Tests of bringing people in from a file."""
