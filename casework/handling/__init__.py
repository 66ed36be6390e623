"""How a record may be handled: processing restricted, objections, disputes, and markers that travel with it."""
