"""Quality prompts."""
