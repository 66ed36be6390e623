"""Transfer packs: somebody moves to another area, and what is needed there goes with them and is acknowledged."""
