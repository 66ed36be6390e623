"""Consent: answers, what they are worth, and taking them back."""
