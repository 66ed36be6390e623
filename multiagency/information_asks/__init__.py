"""What other agencies were asked for about a case, and what they answered; that one declined to share (MTG-03)."""
