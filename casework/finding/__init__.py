"""Finding a person that the agency knows, or adding one that it does not."""
