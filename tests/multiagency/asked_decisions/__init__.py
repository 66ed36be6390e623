"""Tests of asking whoever decides."""
