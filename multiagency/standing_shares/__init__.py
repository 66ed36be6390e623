"""Standing shares: what another agency sees of a case for as long as the decision about each category holds."""
