"""The register of conditions."""
