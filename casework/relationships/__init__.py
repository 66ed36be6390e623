"""Who somebody is to whom: typed, read from both ends where both may be seen, drawn, and checked against colleagues."""
