"""Messages to staff that say only that there is something to see, so that nothing of a case leaves by e-mail."""
