"""Tests of a database that was put back."""
