"""What happened on a case beside its interventions, in order, each thing a fact or somebody's assessment."""
