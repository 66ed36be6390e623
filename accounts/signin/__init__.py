"""Signing in: e-mail, password and a second factor, each recorded."""
