"""Breaking the glass: asking for a record in an emergency, by what nobody guesses, and being answered for it."""
