"""What of a chronology is asked for: the kinds, what it rests on, between which days, and as it was known on which."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from casework.chronology.models import ChronologyEvent, Statement
from casework.interventions.models import Intervention

INTERVENTIONS = "INTERVENTION"
KNOWN, JUDGED = "FACT", "VIEW"
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a chronology is narrowed to; empty values mean everything. An agency stands by its code, days are whole."""

    kind: str = ""
    agency: str = ""
    rests_on: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None
    new: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return self != Asked()

    def interventions(self, rows: QuerySet[Intervention]) -> QuerySet[Intervention]:
        """Those asked for. Notes mix what was seen with what is thought, so they are neither fact nor assessment."""
        if self.rests_on or self.kind not in {"", INTERVENTIONS}:
            return rows.none()
        return self._in_time(rows)

    def events(self, rows: QuerySet[ChronologyEvent]) -> QuerySet[ChronologyEvent]:
        """Those asked for, without what was withdrawn: what somebody may not see now does not come back as of then."""
        if self.kind == INTERVENTIONS:
            return rows.none()
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.rests_on == KNOWN:
            rows = rows.filter(statement=Statement.FACT)
        if self.rests_on == JUDGED:
            rows = rows.exclude(statement=Statement.FACT)
        return self._in_time(rows.filter(withdrawn_at=None))

    def _in_time(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        if self.since:
            rows = rows.filter(occurred_at__gte=beginning(self.since))
        if self.until:
            rows = rows.filter(occurred_at__lt=beginning(self.until + dt.timedelta(days=1)))
        if self.as_of:
            rows = rows.filter(recorded_at__lt=beginning(self.as_of + dt.timedelta(days=1)))
        return rows


def beginning(day: dt.date) -> dt.datetime:
    """Midnight at which a day begins here."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
