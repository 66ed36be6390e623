"""How a record may be handled."""
