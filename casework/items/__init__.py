"""What on a case can be sent to another agency as one thing, opened as far as the reader may see it."""
