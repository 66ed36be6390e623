"""Reading the drafts of one's own agency."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject
from casework.cases.selectors import OpenedCase
from casework.shown import open_for_page
from multiagency.acts import REFERRAL_DRAFTED
from multiagency.referrals.drafts import Draft
from multiagency.referrals.models import Referral, Urgency
from multiagency.referrals.policies import sent_by


def find_draft(actor: Actor, draft_id: UUID) -> Referral:
    """A referral of the actor's own agency, sent or not; NotKnown where they may not know of it."""
    found = sent_by(actor).select_related("owner", "agency", "team", "addressee", "case").filter(pk=draft_id).first()
    if found is None:
        raise NotKnown(REFERRAL_DRAFTED, Subject("referral", draft_id))
    return found


def open_draft(actor: Actor, opened: OpenedCase, row: Referral) -> Draft:
    """What a draft says, under the look at its case; an empty form where it does not open."""
    said: Any = open_for_page(actor, opened.ticket, [row], "form")[row.pk]["form"]
    form: Mapping[str, object] = said if isinstance(said, dict) else {}
    return Draft(
        id=row.pk, kind=row.kind, form=form, agency=row.agency, team=row.team, addressee=row.addressee,
        panel=row.panel, urgency=Urgency(row.urgency),
    )  # fmt: skip
