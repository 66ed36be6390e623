"""A case at a glance: who, why, what is dangerous, what was done and what is next."""
