"""Designated liaison officers: whom to ask at each responsible authority, and who deputises (governance, ISA-06)."""
