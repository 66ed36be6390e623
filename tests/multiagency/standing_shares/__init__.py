"""Standing shares of a case, as they are decided, stopped and shown."""
