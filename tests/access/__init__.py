"""The access table, walked through HTTP."""
