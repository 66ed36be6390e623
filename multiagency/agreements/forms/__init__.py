"""Forms of agreements: finding them, writing them, and deciding about them."""
