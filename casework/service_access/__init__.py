"""The page of services: what each may use of which agency."""
