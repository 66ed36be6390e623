"""The timeline of a case: its page, its drawing, and what of other agencies is told with it."""
