"""Places on cohorts that ended: gone for everybody on cases, told to whoever oversees, from the ledger alone."""
