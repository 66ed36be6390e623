"""Bank holidays of England and Wales, with their substitute days, as proclaimed for the years that are known.

Source: Banking and Financial Dealings Act 1971, schedule 1, and the days that are proclaimed each year under section 1.
A holiday on a weekend has its substitute on the next day that is neither a weekend nor a holiday. A day that is
proclaimed for once, and each further year, is added here.
"""

from datetime import date
from typing import Final

FIRST_YEAR: Final = 2024
LAST_YEAR: Final = 2028

HOLIDAYS: Final = frozenset(
    date.fromisoformat(day)
    for day in [
        "2024-01-01",
        "2024-03-29",
        "2024-04-01",
        "2024-05-06",
        "2024-05-27",
        "2024-08-26",
        "2024-12-25",
        "2024-12-26",
        "2025-01-01",
        "2025-04-18",
        "2025-04-21",
        "2025-05-05",
        "2025-05-26",
        "2025-08-25",
        "2025-12-25",
        "2025-12-26",
        "2026-01-01",
        "2026-04-03",
        "2026-04-06",
        "2026-05-04",
        "2026-05-25",
        "2026-08-31",
        "2026-12-25",
        "2026-12-28",
        "2027-01-01",
        "2027-03-26",
        "2027-03-29",
        "2027-05-03",
        "2027-05-31",
        "2027-08-30",
        "2027-12-27",
        "2027-12-28",
        "2028-01-03",
        "2028-04-14",
        "2028-04-17",
        "2028-05-01",
        "2028-05-29",
        "2028-08-28",
        "2028-12-25",
        "2028-12-26",
    ]
)
"""26 December 2026 is a Saturday; 25 and 26 December 2027 are a weekend; 1 January 2028 is a Saturday."""
