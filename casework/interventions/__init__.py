"""What was done with or for a person, in order."""
