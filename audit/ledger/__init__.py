"""Floor 2: the append-only record of every look, change and refusal."""
