"""Two rows of one human being in one agency: merged by two people and undone as one act, or kept apart for good."""
