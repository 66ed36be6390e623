"""The people who sign in, their teams and roles."""
