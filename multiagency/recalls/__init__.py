"""Telling whoever received something that it was corrected, restricted or should not have gone (governance DIS-07)."""
