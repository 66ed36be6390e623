"""What is known of a person, part by part."""
