"""Intelligence on a case: graded, handled as its originator says, and never with who it came from."""
