"""Requests of the police for what others hold about a victim."""
