"""Floor 4: people, cases, interventions and bringing people in from a file."""
