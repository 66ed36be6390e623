"""Writing agreements: drafting them, signing them, and stopping or ending what they let."""
