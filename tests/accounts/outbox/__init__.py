"""Tests of the messages to staff."""
