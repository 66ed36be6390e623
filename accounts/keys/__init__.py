"""An agency's keys: how they stand, and turning them."""
