"""What somebody agreed to have shared, in which words, until when; and that they may take it back at any time."""
