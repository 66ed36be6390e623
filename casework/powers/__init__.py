"""Powers that were considered, used or not used, and whether support and witnesses were thought of."""
