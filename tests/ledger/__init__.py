"""The ledger holds what happened, and nothing else can."""
