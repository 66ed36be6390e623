"""Orders, conditions and breaches."""
