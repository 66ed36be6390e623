"""What else is said of an entry, in words."""

from casework.interventions.details import details_of


def test_a_moment_that_was_agreed_is_said_as_dates_are_on_every_page() -> None:
    assert details_of({"planned_at": "2026-07-03T13:00:00+00:00"}) == (("Agreed for", "3 July 2026 at 14:00"),)
