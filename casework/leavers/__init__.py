"""Cases whose lead has left or may see them no longer, until somebody else leads them."""
