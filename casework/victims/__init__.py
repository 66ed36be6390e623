"""The victim case: who was harmed and how, what they need, what they are owed, and how they stay safe."""
