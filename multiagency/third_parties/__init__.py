"""Telling somebody who is no agency of the partnership about somebody who offends (governance, DIS-09 and DIS-10)."""
