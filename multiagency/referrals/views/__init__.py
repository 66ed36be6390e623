"""Pages of referrals: making one, checking and sending it, the lists, one of them, and its moves."""
