"""People as one agency knows them."""
