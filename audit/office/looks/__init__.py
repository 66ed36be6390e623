"""Who has looked: the question the office is asked most."""
