"""A referral that is really sent: under an agreement, with what was confirmed of the case and what was answered."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from accounts.context import acting
from casework.cases.selectors import OpenedCase, open_case
from casework.categories import Category
from multiagency.agreements.models import AgreementVersion
from multiagency.agreements.services.stopping import suspend
from multiagency.referrals.models import Referral
from multiagency.referrals.services.submitting import Bundle, Checked, submit_referral, weigh_referral
from multiagency.sharing.sending import Sent
from tests.cast import actor
from tests.multiagency.agreements.agreeing import fresh
from tests.multiagency.referrals.referring import Referring, drafted, referring
from tests.multiagency.sharing.sending import agreed
from tests.town import Town, logged

COVERED = (Category.INTERVENTION_RECORD, Category.OFFENDING_HISTORY, Category.IDENTITY)
ANSWERS = {
    "grounds": {"cohort": "FIXED", "why": "Nine burglaries since spring"},
    "change": {"domestic_abuse": "NO", "aware": "YES"},
}


def agreeing(town: Town) -> Referring:
    """Police and probation have an agreement about some of what a referral says."""
    agreed(town, *COVERED)
    return referring(town)


def form_of(chosen: Iterable[tuple[str, UUID]] = (), answers: Any = ANSWERS) -> dict[str, object]:
    """A form as it is kept."""
    return {
        "answers": answers, "chosen": [[kind, str(pk)] for kind, pk in chosen], "claims": {"gateway": "CDA_115"},
    }  # fmt: skip


def ready(world: Referring, notes: int = 2, **said: Any) -> Referral:
    """A draft with the newest notes of the case, confirmed."""
    rows = logged(world.sender, world.case, *[f"Note {number}" for number in range(notes)]) if notes else []
    form = form_of([("name", world.case.person_id), *(("intervention", row.pk) for row in rows)])
    return drafted(world, **{"form": form, "addressee": world.taker, **said})


def opened_by(world: Referring) -> OpenedCase:
    """The case as the sender opens it; inside what is acting."""
    return open_case(actor(world.sender), world.case.reference)


def looked(world: Referring, referral: Referral) -> tuple[Bundle, Checked]:
    """What the page shows of a draft, and what it carries."""
    who = actor(world.sender)
    with acting(who):
        now = Referral.objects.get(pk=referral.pk)
        bundle = weigh_referral(who, opened_by(world), now)
    return bundle, Checked(bytes(now.body or b""), bundle.seen)


def submitted(world: Referring, referral: Referral, checked: Checked | None = None) -> tuple[Referral, Sent | None]:
    """The referral sent, as the page showed it a moment before."""
    seen, who = checked or looked(world, referral)[1], actor(world.sender)
    with acting(who):
        return submit_referral(actor=who, opened=opened_by(world), referral=referral, checked=seen)


def titles(bundle: Bundle, *, going: bool) -> list[str]:
    """What would go, or stay."""
    return [getattr(one.thing, "title", "") for one in bundle.weighed if one.decided.allowed is going]


def suspended(town: Town, version: AgreementVersion) -> None:
    """The police stop what they send under an agreement."""
    who = fresh(town.auditor)
    with acting(who):
        suspend(actor=who, agreement=version.agreement, words="The recipient lost a laptop")
