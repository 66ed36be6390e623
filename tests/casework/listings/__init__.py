"""Places on a cohort."""
