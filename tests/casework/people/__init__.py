"""People: what is known of them, and how it is compared."""
