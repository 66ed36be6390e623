"""Floor 5: what agencies agree, share, refer and decide together. It may import casework, never the reverse."""
