"""Where a referral goes: versioned rules, decisions by them, working-time clocks, and the ladder of disputes."""
