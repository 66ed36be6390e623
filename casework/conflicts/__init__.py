"""Conflicts of interest: who may not see what is recorded about somebody they know."""
