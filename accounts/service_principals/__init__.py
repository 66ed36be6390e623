"""Jobs with a name of their own, and what agencies let them use."""
