"""What is being typed into a form and is not saved yet: kept on the server, sealed, for its writer alone."""
