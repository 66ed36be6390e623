"""Load a transfer pack that the police sent and nobody has acknowledged yet, decided as the product decides it."""

from collections.abc import Mapping
from typing import Final

from accounts.actor import Actor, actor_for
from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.models import Case
from casework.cases.selectors import OpenedCase, open_case
from casework.items.item import Item
from casework.items.selectors import items_of
from casework.purposes import Purpose
from config.demo.followed import LEAD
from config.demo.world import Side, World
from multiagency.agreements.gateways import Gateway
from multiagency.sharing.claims import Audience, Claims
from multiagency.sharing.sending import Picked, Why
from multiagency.transfers.checklist import How, Paper, checklist
from multiagency.transfers.models import Term
from multiagency.transfers.services.sending import NewPack, prepare, send_pack

TAKES_OVER: Final = "probation"
MOST: Final = 3
"""How many things of each paper go."""


def load_transfers(
    world: World, cases: Mapping[int, Case], users: Mapping[str, User], agencies: Mapping[str, Agency]
) -> None:
    """Hand over the last open offender case of one caseworker; refuses (ValueError) where nothing of it may go."""
    open_cases = [one for one in world.cases if one.lead == LEAD and one.state == "ACTIVE" and not one.restricted]
    theirs = [cases[one.key] for one in open_cases if one.side is Side.OFFENDER][-1:]
    lead = actor_for(users[LEAD])
    for case in theirs:
        with acting(lead):
            opened = open_case(lead, case.reference)
            new = _pack(lead, opened, agencies[TAKES_OVER])
            pack = send_pack(actor=lead, opened=opened, new=new, seen=prepare(lead, opened, new).seen)
        if pack is None:
            raise ValueError("The demo hands over what may not go.")


def _pack(lead: Actor, opened: OpenedCase, agency: Agency) -> NewPack:
    """Some of every paper that the case has; what it has not is not held."""
    papers, items = checklist().papers_for(opened.case.role), items_of(lead, opened)
    chosen = {paper.code: _of(paper, items) for paper in papers}
    claims = Claims(
        purpose=Purpose(opened.case.purpose), gateway=Gateway.CDA_115, le_citation=Gateway.CDA_115.label,
    )  # fmt: skip
    why = Why("He has a flat there from Monday.", "Whoever manages him there needs what we know of the risk.", "TOLD")
    return NewPack(
        picked=Picked(frozenset((one.kind, one.id) for held in chosen.values() for one in held), Audience(agency),
                      claims, why),
        term=Term.FOR_GOOD, answers={one.code: "NO" for one in checklist().questions},
        absent={code: How.NOT_HELD.value for code, held in chosen.items() if not held},
    )  # fmt: skip


def _of(paper: Paper, items: list[Item]) -> list[Item]:
    return [item for item in items if item.kind in paper.items][:MOST]
