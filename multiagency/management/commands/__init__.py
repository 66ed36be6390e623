"""Commands of what agencies do together."""
