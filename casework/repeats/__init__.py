"""Whether harm by the same hand is happening again: a versioned rule on each victim-perpetrator pair."""
