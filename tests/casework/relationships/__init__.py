"""Who is who to the person of a case."""
