"""A database that is older than what the application has seen: found out at the start, and accepted by a person."""
