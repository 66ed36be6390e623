"""Asking whoever must decide whether something may be shared, and their answer."""
