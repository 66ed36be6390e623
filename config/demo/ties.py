"""Load who is who to the subjects of the demo world, as the leads of their cases record it."""

from collections.abc import Mapping
from datetime import date

from accounts.actor import actor_for
from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.chronology.models import Statement
from casework.dates import PartialDate, Precision
from casework.relationships.kinds import Kind, Known, Risk
from casework.relationships.saying import Said
from casework.relationships.services import record_relationship
from config.demo.world import Tie, World


def load_ties(world: World, cases: Mapping[int, Case], users: Mapping[str, User]) -> None:
    """Record every relationship, each by the lead of its case."""
    for tie in world.ties:
        lead = actor_for(users[world.cases[tie.case].lead])
        with acting(lead):
            record_relationship(actor=lead, case=cases[tie.case], new=_said(tie, cases))


def _said(tie: Tie, cases: Mapping[int, Case]) -> Said:
    return Said(
        name=tie.name, kind=Kind(tie.kind), known=Known(tie.known), risk=Risk(tie.risk), basis=Statement(tie.basis),
        began=_year(tie.began), ended=_year(tie.ended), words=tie.words,
        other=cases[tie.other] if tie.other is not None else None,
    )  # fmt: skip


def _year(year: int | None) -> PartialDate | None:
    return PartialDate(date(year, 1, 1), Precision.YEAR) if year else None
