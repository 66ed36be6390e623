"""Tests of liaison officers."""
