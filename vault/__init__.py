"""Floor 1: sealed values, the keys that open them, and who is granted a key."""
