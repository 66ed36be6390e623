"""Tests of one-time access for agencies that are not on the system."""
