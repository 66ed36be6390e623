"""What may happen after something was shared: agreements, consents, marks, shares and readers change."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.utils import timezone

from accounts.actor import Actor
from accounts.context import acting
from accounts.models import Agency, User
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases.models import CaseShare
from casework.cases.policies import visible_people
from casework.conflicts.models import Kind as Tie
from casework.conflicts.services import declare_conflict
from casework.consent.models import Consent
from casework.consent.services import withdraw_consent
from casework.handling.models import Kind
from casework.handling.services import AlreadyMarked, NewMark, place
from casework.items.item import Item
from casework.shares.stopping import end_share
from multiagency.agreements.models import AgreementVersion
from multiagency.agreements.services.stopping import suspend, withdraw
from tests.cast import actor, founder_of
from tests.multiagency.agreements.agreeing import fresh
from tests.multiagency.standing_shares.stage import SHARED, Stage, others

MARKS: Final = (Kind.RESTRICTED_PROCESSING, Kind.OBJECTION, Kind.STATUTORY_BAR, Kind.COURT_ORDER_BAR, Kind.LPP)
READERS: Final = 7
HAPPENS: Final[dict[str, Callable[[Stage, dict[Agency, AgreementVersion], int, int], None]]] = {}


def happens(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Name something that may happen after the sharing."""

    def kept(function: Callable[..., None]) -> Callable[..., None]:
        HAPPENS[name] = function
        return function

    return kept


@happens("an agreement is suspended")
def _suspended(stage: Stage, made: dict[Agency, AgreementVersion], first: int, _: int) -> None:
    if version := made.get(others(stage.town)[first % 2]):
        who = fresh(stage.desks[stage.town.police].officer)
        with acting(who):
            suspend(actor=who, agreement=version.agreement, words="A breach is looked into")


@happens("the other agency leaves")
def _left(stage: Stage, made: dict[Agency, AgreementVersion], first: int, _: int) -> None:
    agency = others(stage.town)[first % 2]
    if version := made.get(agency):
        who = fresh(stage.desks[agency].officer)
        with acting(who):
            withdraw(actor=who, version=version, words="We leave this agreement")


@happens("consent is taken back")
def _withdrawn(stage: Stage, _made: object, first: int, second: int) -> None:
    who, case = actor(stage.town.caseworker), stage.cases[first % 2]
    with acting(who):
        rows = list(Consent.objects.filter(case=case, withdrawn_at=None).order_by("pk"))
        if rows:
            withdraw_consent(actor=who, case=case, consent=rows[second % len(rows)])


@happens("a case is marked")
def _case_marked(stage: Stage, _made: object, first: int, second: int) -> None:
    _mark(stage, first % 2, MARKS[second % len(MARKS)], None)


@happens("an item is marked")
def _item_marked(stage: Stage, _made: object, first: int, second: int) -> None:
    place_, kinds = first % 2, (*MARKS, Kind.HANDLING_C)
    items = stage.items[place_]
    _mark(stage, place_, kinds[second % len(kinds)], items[(first + second) % len(items)])


def _mark(stage: Stage, place_: int, kind: Kind, item: Item | None) -> None:
    who, case = fresh(stage.officer), stage.cases[place_]
    new = NewMark(kind, "It was asked for in writing", timezone.localdate(), item=item)
    worker = actor(stage.town.caseworker)
    try:
        with acting(who if kind is Kind.RESTRICTED_PROCESSING else worker):
            place(actor=who if kind is Kind.RESTRICTED_PROCESSING else worker, case=case, new=new)
    except AlreadyMarked:
        pass


@happens("a share is ended")
def _ended(stage: Stage, _made: object, first: int, second: int) -> None:
    who = actor(stage.town.caseworker)
    with acting(who):
        agency, category = others(stage.town)[first % 2], SHARED[second % len(SHARED)]
        end_share(actor=who, case=stage.cases[second % 2], agency=agency, categories=[category])


@happens("a share's time is over")
def _over(stage: Stage, _made: object, first: int, second: int) -> None:
    who = actor(stage.town.caseworker)
    with acting(who), event(CASE_CHANGED, by=who):
        over = CaseShare.objects.filter(case=stage.cases[first % 2], category=SHARED[second % len(SHARED)])
        over.update(ends_at=timezone.now() - timedelta(hours=1))


@happens("a reader declares a link")
def _linked(stage: Stage, _made: object, first: int, second: int) -> None:
    reader, case = stage.readers[first % READERS], stage.cases[second % 2]
    who = actor(reader)
    with acting(who):
        if visible_people(who).filter(pk=case.person_id).exists():
            declare_conflict(actor=who, person=case.person, user=reader, kind=Tie.FAMILY, words="A cousin of mine")


@happens("a reader's training runs out")
def _untrained(stage: Stage, _made: object, first: int, _: int) -> None:
    _change(stage, first, trained_until=timezone.localdate() - timedelta(days=1))


@happens("a reader's account is closed")
def _closed(stage: Stage, _made: object, first: int, _: int) -> None:
    _change(stage, first, is_active=False)


def _change(stage: Stage, first: int, **values: object) -> None:
    founder: Actor = founder_of(stage.town.partnership)
    with acting(founder), event(CASE_CHANGED, by=founder):
        User.objects.filter(pk=stage.readers[first % READERS].pk).update(**values)
