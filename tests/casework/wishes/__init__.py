"""Wishes and taking part."""
