"""Tests of what other agencies were asked."""
