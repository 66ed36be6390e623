"""The anti-social behaviour case review."""
