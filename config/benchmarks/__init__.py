"""Measurements of the product against a peer or a raw lower bound, taken in the same run on invented people."""
