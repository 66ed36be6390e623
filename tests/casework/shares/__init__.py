"""Tests of what other agencies see of a case."""
