"""Sorts of referral as data: what each asks, and for what; routing rules and referrals read them from here."""
