"""Cases, who may see them, and what another agency may see of them."""
