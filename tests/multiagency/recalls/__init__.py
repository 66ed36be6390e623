"""Tests of correcting and recalling what was sent."""
