"""Agreed flows against actual ones: what agencies agreed to send each other, and what was sent (ADR 35)."""
