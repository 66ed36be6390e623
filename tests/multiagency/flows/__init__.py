"""Tests of agreed flows beside actual ones."""
