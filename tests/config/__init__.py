"""Tests of the top floor: set-up, database logins, settings."""
