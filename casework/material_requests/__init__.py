"""Requests of the police for what others hold about a victim: their grounds, the notice given, and the answer."""
