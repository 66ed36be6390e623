"""Assessments of risk: questions as data, every assessment kept, judgement that may raise and never lower."""
