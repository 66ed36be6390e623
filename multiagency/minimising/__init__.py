"""What each purpose needs of what could be sent: the rest is left out (rules R60, R63 and R72)."""
