"""Sending something of a case to another agency, and reading what was sent to one's own."""
