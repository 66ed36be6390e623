"""Tests of the sharing decision."""
