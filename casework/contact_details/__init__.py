"""Writing down, replacing, ending and confirming how and where to reach the person of a case."""
