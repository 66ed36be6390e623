"""Invitations: how somebody gets the password that lets them in."""
