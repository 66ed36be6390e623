"""That another agency's row is the same human being: said by one, accepted by the other, ended by either."""
