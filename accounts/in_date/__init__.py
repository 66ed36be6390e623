"""Telling administrators whose training or vetting runs out."""
