"""The top floor: settings, addresses, servers and the two commands."""
