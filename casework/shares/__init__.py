"""What of a case another agency sees, until when, and the keys that go with it."""
