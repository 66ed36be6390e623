"""Changing what one agency knows of a person, with everything that was said before still readable."""
