"""What a case lacks, and what its workers are reminded of."""
