"""Tests of files kept with cases."""
