"""How and where to reach the person of a case, as rows; who reads those of a victim is decided in safe contact."""
