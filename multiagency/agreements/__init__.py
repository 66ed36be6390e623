"""Information-sharing agreements: what each version says, who signed it, and whether it is in force."""
