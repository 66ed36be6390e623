"""How to reach the victims of the demo world: one protected address with its rule, and channels nobody asked about.

Numbers are of the range that Ofcom keeps for drama.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from accounts.actor import actor_for
from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.contact_details.services import Entry, check_address, keep
from casework.safe_contact.models import Part
from casework.safe_contact.services import name_reader
from casework.whereabouts.details import AddressDetail, PointDetail
from casework.whereabouts.models import Address, Channel, Place, Safe, Said
from config.demo.world import Protection, Side, World

EVERY = 9  # of the victims' cases that are open, one in so many has a number that nobody asked about
WAYS = (
    PointDetail(
        Channel.MOBILE, Safe.SAFE, Said.NO, Said.YES, "07700 900318",
        "Text 'library books ready' and wait for her call. Never ring first.", "Library books",
    ),
    PointDetail(Channel.LANDLINE, Safe.UNSAFE, Said.NO, Said.NO, "020 7946 0318", "The old flat. He has the line."),
    PointDetail(Channel.EMAIL, Safe.UNKNOWN, Said.NOT_KNOWN, Said.NOT_KNOWN, "ismenia@example.org"),
)  # fmt: skip
HOME = AddressDetail(Place.SAFE_ADDRESS, Said.NO, Said.YES, "Flat 3, 118 Larkspur Rise\nEastmarsh\nAbove the bakery")


def load_reaching(world: World, cases: Mapping[int, Case], users: Mapping[str, User]) -> None:
    """Write down how to reach those who are protected, and of some others a number of which nothing is known."""
    for one in world.protections:
        _protected(one, cases[one.case], users)
    protected = {one.case for one in world.protections}
    unasked = [
        case for case in world.cases
        if case.side == Side.VICTIM and case.state == "ACTIVE" and case.key not in protected
    ]  # fmt: skip
    for case in unasked[::EVERY]:
        _unasked(cases[case.key], users[case.lead], f"07700 900{case.key % 1000:03}")


def _protected(one: Protection, case: Case, users: Mapping[str, User]) -> None:
    writer, second = (actor_for(users[email]) for email in one.readers[:2])
    lately = timezone.localdate() - timedelta(days=31)
    with acting(writer):
        for way in WAYS:
            asked = lately if way.safe != Safe.UNKNOWN else None
            keep(actor=writer, case=case, entry=Entry(way, asked))
        home = keep(actor=writer, case=case, entry=Entry(HOME, lately))
    with acting(second):
        if isinstance(home, Address):
            check_address(actor=second, case=case, address=home)


def _unasked(case: Case, lead: User, number: str) -> None:
    actor = actor_for(lead)
    way = PointDetail(Channel.MOBILE, Safe.UNKNOWN, Said.NOT_KNOWN, Said.NOT_KNOWN, number)
    with acting(actor):
        name_reader(actor=actor, case=case, user=lead, part=Part.CONTACT, reason="Leads the case")
        keep(actor=actor, case=case, entry=Entry(way))
