"""What happened to a victim, by whom as far as it is known, where and when; and when a pair was referred."""
