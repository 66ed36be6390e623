"""What happens on this floor, as the ledger writes it down."""
