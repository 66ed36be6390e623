"""The demo partnership: an invented world, the same for the same seed, loaded through the product's own services."""
