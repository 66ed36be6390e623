"""Declaring and lifting conflicts of interest: the pages."""
