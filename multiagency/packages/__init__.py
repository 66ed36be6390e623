"""One-time access to what was sent to an agency that is not on this system: a link and a code, sent apart."""
