"""Floor 3: partnerships, agencies, teams, users, roles, sign-in and the actor of a request."""
