"""Files kept with a case: checked and cleaned before they are sealed, given out as attachments alone."""
