"""Which appointments somebody kept and missed of late, counted by a clear column so that nothing is opened for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from casework.cases.models import Case
from casework.interventions.models import KEPT, MISSED, Appointment, Intervention
from casework.interventions.selectors import current

SHOWN: Final = 6
IN_A_ROW: Final = 2


@dataclass(frozen=True, slots=True)
class Appointments:
    """What became of the appointments of the last `weeks`, the newest first.

    What did not happen on our side is no appointment of theirs, neither kept nor missed; `unknown` is how many entries
    do not say whether there was one.
    """

    weeks: int
    became: tuple[Appointment, ...]
    unknown: int

    @property
    def theirs(self) -> tuple[Appointment, ...]:
        """Those that were theirs to keep."""
        return tuple(one for one in self.became if one != Appointment.OURS)

    @property
    def kept(self) -> int:
        """How many they came to, on time or late."""
        return self._count(KEPT)

    @property
    def late(self) -> int:
        """How many they came late to."""
        return self._count({Appointment.LATE})

    @property
    def missed(self) -> int:
        """How many they did not come to, for whatever reason."""
        return self._count(MISSED)

    @property
    def ours(self) -> int:
        """How many did not happen on our side."""
        return self._count({Appointment.OURS})

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why they missed those that they missed: how many for which reason."""
        told = (
            (Appointment.EXCUSED, "for an acceptable reason"),
            (Appointment.UNEXCUSED, "for no acceptable reason"),
            (Appointment.MISSED, "with no reason recorded"),
        )
        counts = [(self._count({kind}), words) for kind, words in told]
        return tuple(f"{number} {words}" for number, words in counts if number)

    @property
    def in_a_row(self) -> int:
        """How many they have missed since the last one that they kept; nothing where it is fewer than two."""
        run = len(list(takewhile(lambda one: one in MISSED, self.theirs)))
        return run if run >= IN_A_ROW else 0

    @property
    def newest(self) -> tuple[str, ...]:
        """What became of the newest few, in words, the newest first."""
        return tuple(one.label for one in self.became[:SHOWN])

    def _count(self, kinds: Collection[Appointment]) -> int:
        return sum(one in kinds for one in self.became)


def appointments_of(case: Case) -> Appointments:
    """What became of the appointments of a case, as far as the reader's agency sees its entries. One query.

    How many weeks count is the setting APPOINTMENT_WEEKS.
    """
    weeks: int = settings.APPOINTMENT_WEEKS
    since = timezone.now() - timedelta(weeks=weeks)
    rows = current().filter(case=case, occurred_at__gte=since).exclude(appointment=Appointment.NONE)
    said = [Appointment(one) for one in rows.order_by("-occurred_at", "-id").values_list("appointment", flat=True)]
    became = tuple(one for one in said if one != Appointment.UNKNOWN)
    return Appointments(weeks, became, len(said) - len(became))


def missed_in_a_row() -> QuerySet[Intervention]:
    """The last appointment that somebody missed where it was at least the second running, of the case of a query."""
    kept = current().filter(case=OuterRef("case"), appointment__in=KEPT, occurred_at__gt=OuterRef("occurred_at"))
    missed = current().filter(case=OuterRef("pk"), appointment__in=MISSED).exclude(Exists(kept))
    return missed.order_by("-occurred_at", "-id")
