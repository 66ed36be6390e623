"""Cases whose lead has left, until somebody else leads them."""
