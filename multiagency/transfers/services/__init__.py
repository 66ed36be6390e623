"""Sending a transfer pack, moving it, and reminding whoever should acknowledge it."""
