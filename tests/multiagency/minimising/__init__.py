"""Tests of minimising."""
