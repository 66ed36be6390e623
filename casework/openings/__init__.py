"""What a break-glass opens: one person's cases, to one user, for sixty minutes."""
