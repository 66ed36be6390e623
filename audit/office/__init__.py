"""Floor 6: where information-governance officers ask who saw what, when and why."""
