"""Orders and licences that somebody is under, their conditions, and breaches of them."""
