"""Places on a cohort: why somebody is on it, who reviews that and when, and until when; removed means removed."""
