"""Two rows of one human being."""
