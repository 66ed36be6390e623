"""A set of questions as a partnership would write it."""

LOCAL = """
code = "street-check"
version = "1"
title = "Street check"
in_force_from = {day}
attribution = "Written by the outreach team."
roles = ["VICTIM", "OFFENDER"]
category = "VULNERABILITY_ASSESSMENT"
review_weeks = 4
bands = [
  {{ code = "LOW", words = "Low", from = 0 }},
  {{ code = "GRAVE", words = "Grave", from = 3 }},
]
clusters = [{{ words = "Cold and ill", every = ["cold", "ill"] }}]

[[groups]]
title = "Tonight"
questions = [
  {{ code = "cold", words = "Are they cold?" }},
  {{ code = "ill", words = "Are they ill?", choices = [
    {{ code = "NO", words = "No", points = 0 }},
    {{ code = "YES", words = "Yes", points = 2 }},
  ] }},
]
"""
