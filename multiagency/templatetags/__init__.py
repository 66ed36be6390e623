"""What templates ask of this package."""
