"""Django's PostgreSQL engine with two additions; see `base`."""
