"""Incidents, and repeats per victim and perpetrator."""
