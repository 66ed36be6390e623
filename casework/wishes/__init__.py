"""What somebody wants, in their own words, and whether they take part in what is offered."""
