"""Writing referrals: the draft, sending it, moving it and accepting it."""
