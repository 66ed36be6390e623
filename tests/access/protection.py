"""What is protected of a victim's case, in words that stand nowhere else."""

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.contact_details.services import Entry, keep
from casework.safe_contact.models import NamedReader, Part
from casework.safe_contact.services import name_reader, write_protected
from casework.whereabouts.details import AddressDetail
from casework.whereabouts.models import Address, Place, Said
from tests.cast import actor

SENTINEL = "41 Sentinel Mews"


def named(by: User, user: User, case: Case, part: Part = Part.LOCATION) -> NamedReader:
    """The user, named by the case's lead to read one part."""
    who = actor(by)
    with acting(who):
        return name_reader(actor=who, case=case, user=user, part=part, reason="Works with her every week")


def protected(lead: User, writer: User, case: Case) -> NamedReader:
    """Both parts written down by somebody who works the case and whom its lead named; gives the first naming."""
    readers = [named(lead, writer, case, part) for part in Part]
    who = actor(writer)
    with acting(who):
        for part in Part:
            write_protected(actor=who, case=case, part=part, words=f"{SENTINEL}: {part.label}")
    return readers[0]


def protected_address(writer: User, case: Case) -> Address:
    """The address where the person is, written down by somebody who is named to read it."""
    who = actor(writer)
    with acting(who):
        row = keep(actor=who, case=case, entry=Entry(AddressDetail(Place.SAFE_ADDRESS, Said.NO, Said.YES, SENTINEL)))
    assert isinstance(row, Address)
    return row
