"""Items that can be sent."""
