"""The plan of a case: needs by pathway, aims in the person's own words, actions, and whether things get better."""
