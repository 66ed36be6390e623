"""The ledger (floor 2) and the information-governance office (floor 6)."""
