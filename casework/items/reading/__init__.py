"""What each kind of row says, in words; pure: nothing is asked or opened here."""
