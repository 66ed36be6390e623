"""Whether another agency knows somebody, asked without telling anything: hit or no hit, and whose desk to ask."""
