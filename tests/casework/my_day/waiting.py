"""An entry that mentions somebody, and a form that somebody has begun."""

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.drafts.places import Place
from casework.drafts.services import keep_draft
from casework.interventions.following import mention
from tests.casework.interventions.writing import said, write
from tests.cast import actor
from vault.ids import uuid7


def mentioned(by: User, user: User, case: Case) -> str:
    """The user is mentioned in an entry of the case; the address of that."""
    row, who = write(by, case, said()), actor(by)
    with acting(who):
        mention(actor=who, case=case, row=row, users=[user])
    return f"/cases/{case.reference}/interventions/{row.pk}/"


def began(user: User, case: Case) -> str:
    """The user has typed into the log of the case and not saved it; the address of that."""
    address, who = f"/cases/{case.reference}/interventions/log/", actor(user)
    with acting(who):
        place = Place(address, "casework:intervention-log", case.pk)
        keep_draft(actor=who, place=place, fields=[("note", "He rang to say that")], page=uuid7())
    return address
