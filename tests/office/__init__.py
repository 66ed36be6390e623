"""What an information-governance officer is told."""
