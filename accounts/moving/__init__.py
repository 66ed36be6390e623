"""Leaving, coming back, moving to another agency, and going to work in another partnership."""
