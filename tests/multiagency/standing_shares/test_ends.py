"""A standing share ends at the earliest of the chosen day, agreement, consent and override, on London's clock."""

from datetime import UTC, date, datetime

import pytest

from casework.cases.models import EndsWith
from multiagency.standing_shares.ends import End, ends

GIVEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CHOSEN = {
    "last_day": date(2026, 6, 30), "agreement_ends_on": None, "consent_expires_on": None, "overridden_at": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("also", "at", "ends_with"),
    [
        ({}, datetime(2026, 6, 30, 23, tzinfo=UTC), EndsWith.CHOSEN),  # midnight in summer
        ({"agreement_ends_on": date(2026, 7, 1)}, datetime(2026, 6, 30, 23, tzinfo=UTC), EndsWith.AGREEMENT),
        ({"agreement_ends_on": date(2026, 7, 2)}, datetime(2026, 6, 30, 23, tzinfo=UTC), EndsWith.CHOSEN),
        ({"consent_expires_on": date(2026, 3, 27)}, datetime(2026, 3, 28, 0, tzinfo=UTC), EndsWith.CONSENT),
        ({"consent_expires_on": date(2026, 7, 1)}, datetime(2026, 6, 30, 23, tzinfo=UTC), EndsWith.CHOSEN),
        ({"overridden_at": GIVEN}, datetime(2026, 3, 9, 9, 30, tzinfo=UTC), EndsWith.OVERRIDE),
        (
            {"overridden_at": GIVEN, "agreement_ends_on": date(2026, 3, 9)},
            datetime(2026, 3, 9, 0, tzinfo=UTC), EndsWith.AGREEMENT,
        ),
    ],
)  # fmt: skip
def test_the_earliest_end_counts(also: dict[str, object], at: datetime, ends_with: EndsWith) -> None:
    assert ends(**{**CHOSEN, **also}) == End(at, ends_with)  # type: ignore[arg-type]
