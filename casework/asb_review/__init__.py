"""The anti-social behaviour case review (the community trigger): its threshold, and its clock in working days."""
