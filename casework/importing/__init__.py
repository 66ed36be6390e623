"""Bringing people in from a file: reading it, mapping its columns, checking its rows."""
