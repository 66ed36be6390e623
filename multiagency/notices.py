"""What this floor tells staff by e-mail."""
